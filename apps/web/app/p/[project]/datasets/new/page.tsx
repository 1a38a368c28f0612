import { NewDataset } from '../../../../../src/features/new-dataset'
import { EditorsOnly } from '../../../../../src/features/shell'

export const metadata = { title: 'New dataset · Fovea' }

export default async function Page({ searchParams }: { searchParams: Promise<{ folder?: string }> }) {
  const { folder } = await searchParams
  return (
    <EditorsOnly title="New dataset">
      <NewDataset folder={folder} />
    </EditorsOnly>
  )
}
