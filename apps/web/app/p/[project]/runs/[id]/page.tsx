import { RunRedirect } from '../../../../../src/features/model'

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <RunRedirect id={(await params).id} />
}
