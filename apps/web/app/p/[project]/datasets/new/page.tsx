import { NewDataset } from '../../../../../src/features/new-dataset'

export const metadata = { title: 'New dataset · Fovea' }

export default async function Page({ searchParams }: { searchParams: Promise<{ folder?: string; from?: string }> }) {
  const { folder, from } = await searchParams
  return <NewDataset folder={folder} from={from} />
}
