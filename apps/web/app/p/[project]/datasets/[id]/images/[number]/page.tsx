import { ImagePage } from '../../../../../../../src/features/dataset'

export default async function Page({ params }: { params: Promise<{ id: string; number: string }> }) {
  const { id, number } = await params
  return <ImagePage dataset={id} number={Number(number)} />
}
