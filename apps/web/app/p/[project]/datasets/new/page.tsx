import { NewDataset } from '../../../../../src/features/new-dataset'
import { EditorsOnly } from '../../../../../src/features/shell'

export const metadata = { title: 'New dataset · Fovea' }

export default async function Page({ searchParams }: { searchParams: Promise<{ folder?: string; from?: string }> }) {
  const { folder, from } = await searchParams
  return (
    <EditorsOnly title="New dataset">
      <NewDataset folder={folder} from={from} />
    </EditorsOnly>
  )
}
