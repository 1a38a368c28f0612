import { DatasetPage } from '../../../../../src/features/dataset'

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <DatasetPage id={(await params).id} />
}
