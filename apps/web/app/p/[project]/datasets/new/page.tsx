import { NewDataset } from '../../../../../src/features/new-dataset'

export const metadata = { title: 'New dataset · Fovea' }

export default function Page() {
  return <NewDataset />
}
