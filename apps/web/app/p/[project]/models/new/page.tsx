import { NewModel } from '../../../../../src/features/new-model'
import { EditorsOnly } from '../../../../../src/features/shell'

export const metadata = { title: 'New model · Fovea' }

export default async function Page({ searchParams }: { searchParams: Promise<{ dataset?: string; from?: string }> }) {
  const { dataset, from } = await searchParams
  return (
    <EditorsOnly title="New model">
      <NewModel dataset={dataset} from={from} />
    </EditorsOnly>
  )
}
