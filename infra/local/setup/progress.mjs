/** One line a step; on a terminal the line of what runs now is drawn over itself. */
export class Progress {
  running = new Map()

  constructor(stream = process.stderr) {
    this.stream = stream
    this.live = stream.isTTY === true
  }

  /** @param {string} title @param {(report: (note: string) => void) => Promise<T>} work @template T */
  async step(title, work) {
    const since = Date.now()
    this.running.set(title, { since, note: '' })
    if (this.live) this.timer ??= setInterval(() => this.#draw(), 200)
    else this.stream.write(`… ${title}\n`)
    try {
      const result = await work(note => this.#note(title, note))
      this.#finish(title, `✓ ${title}  ${seconds(since)}`)
      return result
    } catch (error) {
      this.#finish(title, `✗ ${title}  ${seconds(since)}`)
      throw error
    }
  }

  #note(title, note) {
    const step = this.running.get(title)
    if (step) step.note = note
  }

  #finish(title, line) {
    this.running.delete(title)
    this.stream.write(`${this.live ? '\r\x1b[K' : ''}${line}\n`)
    if (this.running.size > 0) return
    clearInterval(this.timer)
    this.timer = undefined
  }

  #draw() {
    const parts = [...this.running].map(
      ([title, { since, note }]) => `${title}${note ? ` ${note}` : ''} ${seconds(since)}`,
    )
    const width = (this.stream.columns ?? 80) - 3
    this.stream.write(`\r\x1b[K… ${parts.join(' · ').slice(0, width)}`)
  }
}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`
}
