import { SignIn } from '../../src/features/sign-in'

export const metadata = { title: 'Sign in · Fovea' }

export default async function Page({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  return <SignIn next={(await searchParams).next} />
}
