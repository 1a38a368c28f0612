import { redirect } from 'next/navigation'

/** One project on one machine; its list comes with sign-in. */
export default function Page() {
  redirect('/p/local')
}
