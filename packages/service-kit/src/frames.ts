/** One message between a process and its child: a JSON header and raw bytes. */
export interface Frame {
  header: Record<string, unknown>
  payload: Buffer
}

const MAX_HEADER_BYTES = 64 * 2 ** 20
const MAX_PAYLOAD_BYTES = 256 * 2 ** 20

/** 4 bytes big-endian: length of the header; the header as JSON; `payloadBytes` bytes of payload. */
export function encodeFrame(header: Record<string, unknown>, payload?: Buffer): Buffer[] {
  const sized = payload && payload.length > 0 ? { ...header, payloadBytes: payload.length } : header
  const text = Buffer.from(JSON.stringify(sized))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  return payload && payload.length > 0 ? [length, text, payload] : [length, text]
}

/** Cuts a stream of bytes into frames. */
export class FrameReader {
  private chunks: Buffer[] = []
  private bytes = 0

  /** The frames that `chunk` completes. Throws on what is no frame. */
  push(chunk: Buffer): Frame[] {
    this.chunks.push(chunk)
    this.bytes += chunk.length
    const frames: Frame[] = []
    for (let frame = this.take(); frame; frame = this.take()) frames.push(frame)
    return frames
  }

  private needed = 4

  private take(): Frame | undefined {
    if (this.bytes < this.needed) return undefined
    const all = this.chunks.length === 1 ? (this.chunks[0] as Buffer) : Buffer.concat(this.chunks)
    this.chunks = [all]
    const headerBytes = all.readUInt32BE(0)
    if (headerBytes > MAX_HEADER_BYTES) throw new Error(`a frame header of ${headerBytes} bytes`)
    this.needed = 4 + headerBytes
    if (all.length < this.needed) return undefined
    const header = JSON.parse(all.toString('utf8', 4, this.needed)) as Record<string, unknown>
    const payloadBytes = Number(header['payloadBytes'] ?? 0)
    if (!(payloadBytes >= 0 && payloadBytes <= MAX_PAYLOAD_BYTES)) throw new Error(`a payload of ${payloadBytes} bytes`)
    const end = this.needed + payloadBytes
    if (all.length < end) {
      this.needed = end
      return undefined
    }
    const payload = all.subarray(4 + headerBytes, end)
    this.chunks = [all.subarray(end)]
    this.bytes = all.length - end
    this.needed = 4
    return { header, payload }
  }
}
