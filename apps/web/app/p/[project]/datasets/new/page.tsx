import { NewDataset } from '../../../../../src/features/new-dataset'

export const metadata = { title: 'New dataset · Fovea' }

export default async function Page({ searchParams }: { searchParams: Promise<{ folder?: string }> }) {
  return <NewDataset folder={(await searchParams).folder} />
}
