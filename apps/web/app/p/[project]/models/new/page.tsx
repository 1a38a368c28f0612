import { NewModel } from '../../../../../src/features/new-model'

export const metadata = { title: 'New model · Fovea' }

export default async function Page({ searchParams }: { searchParams: Promise<{ dataset?: string }> }) {
  return <NewModel dataset={(await searchParams).dataset} />
}
