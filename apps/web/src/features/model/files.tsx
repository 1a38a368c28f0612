import { IconDownload } from '@tabler/icons-react'
import { useProject } from '../shell'
import { downloads } from './downloads'
import classes from './files.module.css'

/** What can be taken away from a run at any time; weights hang at their snapshots. */
export function Files({ model, run }: { model: string; run: string }) {
  const { id: project } = useProject()
  const files = [
    { name: 'Network', title: 'As it was given, prototxt', href: downloads.network(project, model) },
    { name: 'Solver', title: 'As Caffe reads it, every value filled in', href: downloads.solver(project, run) },
    { name: 'Log', title: 'All lines, text', href: downloads.log(project, run) },
    { name: 'Points', title: 'All series, a row an iteration, CSV', href: downloads.points(project, run) },
  ]
  return (
    <nav className={classes.files} aria-label="Downloads of the run">
      <IconDownload size={15} stroke={1.7} aria-hidden />
      {files.map(({ name, title, href }) => (
        <a key={name} href={href} title={title} download>
          {name}
        </a>
      ))}
    </nav>
  )
}
