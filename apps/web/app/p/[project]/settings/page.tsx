import { ProjectSettings } from '../../../../src/features/settings'

export const metadata = { title: 'Project settings · Fovea' }

export default function Page() {
  return <ProjectSettings />
}
