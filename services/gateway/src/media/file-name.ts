const LONGEST = 120

/** A name that every file system takes: what is no letter, digit or plain mark becomes `_`, the ends are no dots. */
export function fileName(title: string, ending: string): string {
  const plain = title
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}/\\:*?"<>|]+/gu, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  return `${[...plain].slice(0, LONGEST).join('') || 'file'}${ending}`
}

/** The header by which a browser saves under that name (RFC 6266): once for old readers, once in full. */
export function attachment(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
