import { ModelPage } from '../../../../../src/features/model'

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <ModelPage id={(await params).id} />
}
