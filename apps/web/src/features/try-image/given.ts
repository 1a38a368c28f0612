import type { Given } from './use-classify'

const isAddress = (text: string) => /^https?:\/\/\S+$/i.test(text)

/** What was dropped or pasted: a file, else the address of a picture. */
export function givenIn(transfer: DataTransfer | null): Given | undefined {
  const files = [...(transfer?.files ?? [])]
  const file = files.find(({ type }) => type.startsWith('image/')) ?? files[0]
  if (file) return { file }
  const address =
    addressIn(transfer?.getData('text/uri-list') ?? '') ?? addressIn(transfer?.getData('text/plain') ?? '')
  return address === undefined ? undefined : { address }
}

/** The first line that is an address; in a list of addresses, lines with `#` are comments. */
export const addressIn = (text: string): string | undefined =>
  text
    .split(/\r?\n/)
    .map(line => line.trim())
    .find(line => !line.startsWith('#') && isAddress(line))
