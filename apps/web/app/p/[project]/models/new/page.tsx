import { NewModel } from '../../../../../src/features/new-model'

export const metadata = { title: 'New model · Fovea' }

export default async function Page({ searchParams }: { searchParams: Promise<{ dataset?: string; from?: string }> }) {
  const { dataset, from } = await searchParams
  return <NewModel dataset={dataset} from={from} />
}
