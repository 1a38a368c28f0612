export interface Bounds {
  count: number
  weight: number
}

interface Entry<V> {
  value: V
  weight: number
}

/** Keeps what was used last, within a count and a weight; the newest stays even when it alone weighs too much. */
export class Lru<V> {
  private readonly entries = new Map<string, Entry<V>>()
  private weight = 0

  constructor(
    private readonly bounds: Bounds,
    private readonly onEvicted: (value: V) => void = () => {},
  ) {}

  get(key: string): V | undefined {
    const entry = this.entries.get(key)
    if (!entry) return undefined
    // A map remembers the order of insertion: the first is the one longest unused.
    this.entries.delete(key)
    this.entries.set(key, entry)
    return entry.value
  }

  set(key: string, value: V, weight = 0): void {
    this.delete(key)
    this.entries.set(key, { value, weight })
    this.weight += weight
    for (const oldest of this.entries.keys()) {
      if (oldest === key || (this.entries.size <= this.bounds.count && this.weight <= this.bounds.weight)) return
      this.delete(oldest)
    }
  }

  delete(key: string): void {
    const entry = this.entries.get(key)
    if (!entry) return
    this.entries.delete(key)
    this.weight -= entry.weight
    this.onEvicted(entry.value)
  }

  clear(): void {
    for (const key of [...this.entries.keys()]) this.delete(key)
  }
}
