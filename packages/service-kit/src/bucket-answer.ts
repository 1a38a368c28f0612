/** One object of a foreign bucket, as its listing tells it. */
export interface ListedObject {
  key: string
  bytes: number
}

export interface ListedPage {
  objects: ListedObject[]
  /** Where the next page begins; undefined on the last one. */
  next: string | undefined
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

const plain = (text: string) =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex, decimal, name) => {
    if (name) return ENTITIES[name] ?? whole
    const point = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return point <= 0x10ffff ? String.fromCodePoint(point) : '\uFFFD'
  })

/** The text between a tag and its end, from `at` on; S3 answers with flat lists of plain elements. */
function element(xml: string, tag: string): string | undefined {
  const start = xml.indexOf(`<${tag}>`)
  if (start < 0) return undefined
  const end = xml.indexOf(`</${tag}>`, start)
  return end < 0 ? undefined : xml.slice(start + tag.length + 2, end)
}

function decoded(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '))
  } catch {
    // No UTF-8: such an object cannot be asked for by its name.
    return key.replace(/%[0-9a-f]{2}/gi, '\uFFFD')
  }
}

/** A page of ListObjectsV2 with keys in URL encoding where the server says so; undefined for anything else. */
export function readListedPage(xml: string): ListedPage | undefined {
  if (!xml.includes('<ListBucketResult')) return undefined
  const isEncoded = element(xml, 'EncodingType') === 'url'
  const objects: ListedObject[] = []
  for (let at = xml.indexOf('<Contents>'); at >= 0; ) {
    const end = xml.indexOf('</Contents>', at)
    if (end < 0) return undefined
    const one = xml.slice(at, end)
    const key = plain(element(one, 'Key') ?? '')
    const bytes = Math.max(Number(element(one, 'Size')) || 0, 0)
    if (key !== '') objects.push({ key: isEncoded ? decoded(key) : key, bytes })
    at = xml.indexOf('<Contents>', end)
  }
  const isCut = element(xml, 'IsTruncated') === 'true'
  const next = plain(element(xml, 'NextContinuationToken') ?? '')
  return { objects, next: isCut && next !== '' ? next : undefined }
}

/** The code and the region that an S3 server gives with a refusal; empty where it gives none. */
export const readBucketError = (xml: string) => ({
  code: plain(element(xml, 'Code') ?? '').slice(0, 100),
  region: plain(element(xml, 'Region') ?? '').slice(0, 100),
})
