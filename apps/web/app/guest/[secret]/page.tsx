import { GuestPage } from '../../../src/features/guest'

export const metadata = { title: 'A run · Fovea', robots: 'noindex' }

export default async function Page({ params }: { params: Promise<{ secret: string }> }) {
  return <GuestPage secret={(await params).secret} />
}
