import { Refusal } from '@fovea/proto/common/v1/common'

const refusal = (code: string, field: string, message: string, remedy: string): Refusal =>
  Refusal.create({ code, field, message, remedy })

export const snapshotGone = refusal(
  'snapshot-gone',
  'snapshotId',
  'This snapshot is no longer there; its run was deleted, or newer snapshots took its place.',
  'Choose another snapshot.',
)

export const uploadGone = refusal(
  'upload-gone',
  'uploadId',
  'The uploaded image is no longer there; uploads are kept for a day.',
  'Send the image again.',
)

export const notFinite = refusal(
  'not-finite',
  'snapshotId',
  'The network answers with what are no numbers: its training has diverged.',
  'Choose an earlier snapshot, or train again with a lower learning rate.',
)

export const tooLarge = (mebibytes: number) =>
  refusal('too-large', 'image', `The image is larger than ${mebibytes} MiB.`, 'Send a smaller file.')

export const busy = refusal(
  'busy',
  'url',
  'Several images are being fetched already.',
  'Try it again in a moment, or send the file.',
)

export const urlRefusal = (code: string, message: string, remedy: string) => refusal(code, 'url', message, remedy)

/** What pixels say about a picture that they cannot read. */
const REMEDIES: Record<string, string> = {
  NOT_AN_IMAGE: 'Send a picture, such as JPEG or PNG.',
  TRUNCATED: 'Send the whole file.',
  DAMAGED: 'Open and save the picture again, then send that.',
  TOO_LARGE: 'Send a smaller picture.',
  UNSUPPORTED: 'Save it as JPEG or PNG and send that.',
  OUT_OF_MEMORY: 'Send a smaller picture.',
  TIMEOUT: 'Send a smaller picture.',
  DECODER_LOST: 'Save it as JPEG or PNG and send that.',
}

/** Undefined for a fault that is not the picture's. */
export function pictureRefusal(code: string, reason: string): Refusal | undefined {
  const remedy = REMEDIES[code]
  if (!remedy) return undefined
  return refusal(code.toLowerCase().replaceAll('_', '-'), 'image', `The image cannot be used: ${reason}.`, remedy)
}
