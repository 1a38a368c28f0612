/** Bytes that are there, or a gap of known length that whoever writes the file fills in order. */
export type Part<G> = Uint8Array | { readonly gap: G; readonly bytes: number }

/** A message of protobuf's wire format in the making; what is nested may hold gaps, since its length is all that goes before it. */
export class Protobuf<G = never> {
  private readonly list: Part<G>[] = []
  private length = 0

  /** Length in bytes, gaps included. */
  get bytes(): number {
    return this.length
  }

  /** The message, with neighbouring bytes joined. */
  parts(): Part<G>[] {
    const joined: Part<G>[] = []
    let run: Uint8Array[] = []
    const flush = () => {
      if (run.length > 0) joined.push(join(run))
      run = []
    }
    for (const part of this.list) {
      if (part instanceof Uint8Array) run.push(part)
      else {
        flush()
        joined.push(part)
      }
    }
    flush()
    return joined
  }

  /** A whole number; negative ones take ten bytes, as int64 does. */
  int(field: number, value: number): this {
    return this.add(varint(field * 8), varint(value))
  }

  float(field: number, value: number): this {
    const four = new Uint8Array(4)
    new DataView(four.buffer).setFloat32(0, value, true)
    return this.add(varint(field * 8 + 5), four)
  }

  text(field: number, value: string): this {
    return this.raw(field, new TextEncoder().encode(value))
  }

  raw(field: number, value: Uint8Array): this {
    return this.add(varint(field * 8 + 2), varint(value.length), value)
  }

  gap(field: number, gap: G, bytes: number): this {
    this.add(varint(field * 8 + 2), varint(bytes))
    this.list.push({ gap, bytes })
    this.length += bytes
    return this
  }

  message(field: number, value: Protobuf<G>): this {
    this.add(varint(field * 8 + 2), varint(value.length))
    this.list.push(...value.list)
    this.length += value.length
    return this
  }

  private add(...some: Uint8Array[]): this {
    this.list.push(...some)
    for (const { length } of some) this.length += length
    return this
  }
}

function varint(value: number): Uint8Array {
  const bytes: number[] = []
  for (let rest = BigInt.asUintN(64, BigInt(value)); ; rest >>= 7n) {
    if (rest < 128n) return Uint8Array.from([...bytes, Number(rest)])
    bytes.push(Number(rest & 127n) | 128)
  }
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
