const IMAGE_NAME = /\.(png|jpe?g|bmp|p[bgnp]m|gif|webp|tiff?|jp2|avif)$/i

export const isImageName = (name: string) => IMAGE_NAME.test(name)

export const isHidden = (name: string) => name.startsWith('.')

/** Node puts this sign where a name's bytes are no UTF-8; such a file cannot be opened by its name. */
export const isReadableName = (name: string) => !name.includes('\uFFFD')

/** Whether `path` is `root` or lies below it; both real, absolute paths. */
export const isBelow = (path: string, root: string) =>
  path === root || path.startsWith(root.endsWith('/') ? root : `${root}/`)

/** A folder between `root` and `path`, or `path` itself, that is hidden. */
export const hiddenPart = (path: string, root: string): string | undefined =>
  path.slice(root.length).split('/').find(isHidden)
