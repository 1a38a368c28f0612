import type { LogLine, LogPage } from '@fovea/proto/jobs/v1/jobs'
import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager } from 'typeorm'

/** A line as it is stored: Unix milliseconds, level, text. */
export type StoredLine = [timeMs: number, level: string, text: string]

interface ChunkRow {
  first: number
  attempt: number
  lines: StoredLine[]
}

const LONGEST_PAGE = 5000
const USUAL_PAGE = 500

@Injectable()
export class LogsRepository {
  constructor(private readonly database: DataSource) {}

  /** Appends lines from number `first` on, within the transaction that counts them in the run's row. */
  async append(
    manager: EntityManager,
    at: { project: string; run: string; first: number; attempt: number },
    lines: StoredLine[],
  ): Promise<void> {
    await manager.query(
      'INSERT INTO log_chunk (project, run, first, last, attempt, lines) VALUES ($1, $2, $3, $4, $5, $6)',
      [at.project, at.run, at.first, at.first + lines.length - 1, at.attempt, JSON.stringify(lines)],
    )
  }

  async page(project: string, run: string, total: number, after: number, first: number): Promise<LogPage> {
    const count = first > 0 ? Math.min(first, LONGEST_PAGE) : USUAL_PAGE
    const from = after < 0 ? Math.max(0, total + after) : after
    const chunks: ChunkRow[] = await this.database.query(
      'SELECT first, attempt, lines FROM log_chunk WHERE project = $1 AND run = $2 AND last > $3 ORDER BY first LIMIT $4',
      [project, run, from, count],
    )
    const lines = chunks.flatMap(chunk => toLines(chunk.first, chunk.attempt, chunk.lines))
    return { lines: lines.filter(line => line.number > from).slice(0, count), total }
  }
}

export const toLines = (first: number, attempt: number, lines: StoredLine[]): LogLine[] =>
  lines.map(([timeMs, level, text], i) => ({ number: first + i, time: new Date(timeMs), level, text, attempt }))
