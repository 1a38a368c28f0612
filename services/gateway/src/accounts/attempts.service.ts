import { AppError, networkOf, REDIS } from '@fovea/service-kit'
import { Inject, Injectable } from '@nestjs/common'
import type { Redis } from 'ioredis'

const WINDOW_SECONDS = 15 * 60
/** Failures within the window, by what they are counted for: one name, and one address (of IPv6: one network) behind which an office may sit. */
const MOST = { name: 8, address: 40 }
/** How long Redis may take; it comes back by itself, and nobody is let in uncounted meanwhile. */
const PATIENCE_MS = 3_000

type Counted = { name: string; address: string }

interface Wait {
  /** Before the next try; 0 = go on. */
  seconds: number
  /** The first try beyond what is allowed, of which somebody should know. */
  isFirst: boolean
}

/** Counts tries to sign in, before each is looked at, so that passwords cannot be guessed, not even side by side. */
@Injectable()
export class AttemptsService {
  constructor(@Inject(REDIS) private readonly redis: Redis) {}

  /** The address first: one that has to wait makes no counters of more and more names. */
  async begin({ name, address }: Counted): Promise<Wait> {
    const wait = await this.count('address', networkOf(address), MOST.address)
    return wait.seconds > 0 ? wait : this.count('name', name.toLowerCase(), MOST.name)
  }

  /** A try that was right does not count. */
  async succeeded({ name, address }: Counted): Promise<void> {
    await this.soon(
      this.redis
        .multi()
        .del(key('name', name.toLowerCase()))
        .decr(key('address', networkOf(address)))
        .exec(),
    )
  }

  private async count(kind: keyof typeof MOST, of: string, most: number): Promise<Wait> {
    const place = key(kind, of)
    const answers = await this.soon(
      this.redis.multi().incr(place).expire(place, WINDOW_SECONDS, 'NX').ttl(place).exec(),
    )
    const [count = 0, , ttl = 0] = (answers ?? []).map(([, value]) => Number(value))
    return { seconds: count > most ? Math.max(ttl, 1) : 0, isFirst: count === most + 1 }
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
