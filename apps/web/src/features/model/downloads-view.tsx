import { bytes, epoch } from '../../lib/format'
import { useProject } from '../shell'
import { downloads } from './downloads'
import classes from './downloads-view.module.css'
import type { Snapshot } from './snapshots'

interface Props {
  model: string
  run: string
  /** The chosen one; none yet in the first minutes of a run. */
  snapshot: Snapshot | undefined
}

interface File {
  name: string
  what: string
  href: string
}

/** All that can be taken away, each made as it is asked for. */
export function DownloadsView({ model, run, snapshot }: Props) {
  const { id: project } = useProject()
  const ofRun: File[] = [
    { name: 'Network', what: 'As it was written, prototxt', href: downloads.network(project, model) },
    { name: 'Normalised', what: 'A field a line, without comments', href: downloads.normalised(project, run) },
    { name: 'Deploy', what: 'The classifying part alone, for Caffe', href: downloads.deploy(project, run) },
    { name: 'Solver', what: 'As Caffe reads it, every value filled in', href: downloads.solver(project, run) },
    {
      name: 'PyTorch',
      what: 'A module in one Python file; it loads the weights',
      href: downloads.pytorch(project, run),
    },
    { name: 'Labels', what: 'The classes, one a line', href: downloads.labels(project, run) },
    { name: 'Mean', what: 'The mean image of the dataset, safetensors', href: downloads.mean(project, run) },
    { name: 'Log', what: 'All lines, text', href: downloads.log(project, run) },
    { name: 'Points', what: 'All series, a row an iteration, CSV', href: downloads.points(project, run) },
  ]
  return (
    <nav className={classes.files} aria-label="Downloads of the run">
      {snapshot && (
        <FileList title={`Snapshot of epoch ${epoch(snapshot.epoch)}`} files={ofSnapshot(project, snapshot)} />
      )}
      <FileList title="Run" files={ofRun} />
    </nav>
  )
}

const ofSnapshot = (project: string, { id, weightsBytes }: Snapshot): File[] => [
  { name: 'Everything', what: 'All but log and points, with a manifest: one zip', href: downloads.all(project, id) },
  { name: 'ONNX', what: 'Picture in, probabilities out; weights inside', href: downloads.onnx(project, id) },
  { name: 'Weights', what: `Safetensors, ${bytes(weightsBytes)}`, href: downloads.weights(project, id) },
]

function FileList({ title, files }: { title: string; files: File[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {files.map(({ name, what, href }) => (
          <li key={name}>
            <a href={href} download>
              {name}
            </a>
            <span>{what}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
