import { AcceptInvitation } from '../../../src/features/sign-in'

export const metadata = { title: 'Invitation · Fovea', robots: 'noindex' }

export default async function Page({ params }: { params: Promise<{ secret: string }> }) {
  return <AcceptInvitation secret={(await params).secret} />
}
