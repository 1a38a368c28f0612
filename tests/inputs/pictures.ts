import { crc32, deflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  const check = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

function file(side: number, rows: Buffer): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header[8] = 8
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([SIGNATURE, ...parts])
}

/** A grey PNG of 28×28 whose brightness and grain come from two numbers: each pair is another file. */
export function png(brightness: number, grain: number): Buffer {
  const side = 28
  const rows = Buffer.alloc(side * (side + 1))
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      rows[y * (side + 1) + x + 1] = (brightness + ((x * 7 + y * 13 + grain * 29) % 40)) & 255
  return file(side, rows)
}

/** A PNG whose header promises 30,000×30,000 pixels and whose data hold three rows. */
export const giantPng = (): Buffer => file(30_000, Buffer.alloc(3 * 30_001))

/** 16×16, grey. */
const JPEG =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/wAALCAAQABABAREA/8QAFgABAQEAAAAAAAAAAAAAAAAABAMF/8QAJhAAAQIEAwkAAAAAAAAAAAAAAQIDAAQFERIhMRMyQVFhcpGh8P/aAAgBAQAAPwANPZ0yjbcfTISK5g2xAWQDxUdPuQMFp7OmUSr0xtH25JG63Za+4jLwD76R/9k='

/** A JPEG that ends in the middle of its picture. */
export function truncatedJpeg(): Buffer {
  const whole = Buffer.from(JPEG, 'base64')
  return whole.subarray(0, whole.length - 40)
}

export const text = (): Buffer => Buffer.from('This is a letter and not a picture.\n')
