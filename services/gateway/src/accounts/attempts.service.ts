import { AppError, REDIS } from '@fovea/service-kit'
import { Inject, Injectable } from '@nestjs/common'
import type { Redis } from 'ioredis'

const WINDOW_SECONDS = 15 * 60
/** Failures within the window, by what they are counted for: one name, and one address behind which an office may sit. */
const MOST = { name: 8, address: 40 }
/** How long Redis may take; it comes back by itself, and nobody is let in uncounted meanwhile. */
const PATIENCE_MS = 3_000

type Counted = { name: string; address: string }

/** Counts tries to sign in, before each is looked at, so that passwords cannot be guessed, not even side by side. */
@Injectable()
export class AttemptsService {
  constructor(@Inject(REDIS) private readonly redis: Redis) {}

  /** Seconds to wait before the next try; 0 = go on. */
  async begin({ name, address }: Counted): Promise<number> {
    const waits = await Promise.all([
      this.count('name', name.toLowerCase(), MOST.name),
      this.count('address', address, MOST.address),
    ])
    return Math.max(...waits)
  }

  /** A try that was right does not count. */
  async succeeded({ name, address }: Counted): Promise<void> {
    await this.soon(this.redis.multi().del(key('name', name.toLowerCase())).decr(key('address', address)).exec())
  }

  private async count(kind: keyof typeof MOST, of: string, most: number): Promise<number> {
    const place = key(kind, of)
    const answers = await this.soon(
      this.redis.multi().incr(place).expire(place, WINDOW_SECONDS, 'NX').ttl(place).exec(),
    )
    const [count, , ttl] = (answers ?? []).map(([, value]) => Number(value))
    return (count ?? 0) > most ? Math.max(ttl ?? 0, 1) : 0
  }

  private soon<T>(work: Promise<T>): Promise<T> {
    const late = new Promise<never>((_, reject) =>
      setTimeout(
        () => reject(new AppError('unavailable', 'Signing in is not possible just now.', 'Try again in a moment.')),
        PATIENCE_MS,
      ).unref(),
    )
    return Promise.race([work, late])
  }
}

const key = (kind: string, of: string) => `fovea:sign-in:${kind}:${of}`
