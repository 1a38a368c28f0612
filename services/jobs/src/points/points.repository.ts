import { randomInt } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager } from 'typeorm'
import { type Entries, noEntries, packChunk, unpackChunk } from './chunk.js'
import { appendPoints, type Chunk, cutTail, emptyTail, lastChunks, type Tail } from './levels.js'
import { chooseLevel, clip, type Range } from './view.js'

export interface SeriesPoints {
  series: string
  iterations: number[]
  values: number[]
}

interface SeriesRow {
  id: string
  name: string
  total: number
  version: number
}

interface ChunkRow {
  series: string
  level: number
  first: number
  k: number
  data: Buffer
}

interface Known {
  version: number
  tail: Tail
}

/** Versions are drawn by chance: one that was rolled back can never be taken for another. */
interface NewTotal {
  id: string
  total: number
  version: number
}

/** Runs whose last chunks are kept in memory. */
const KNOWN_RUNS = 64

/** Points of series as chunks. Whoever writes holds the lock on the run's row. */
@Injectable()
export class PointsRepository {
  /** By run, then series id. Only a help: a version that differs from the row's is read anew. */
  private readonly known = new Map<string, Map<string, Known>>()

  constructor(private readonly database: DataSource) {}

  /** Appends within the transaction; call what it returns once that has been committed. */
  async append(manager: EntityManager, project: string, run: string, batches: SeriesPoints[]): Promise<() => void> {
    if (batches.length === 0) return () => {}
    const rows = await this.seriesOf(manager, project, run, batches)
    await this.readMissing(manager, run, [...rows.values()])
    const tails = new Map<string, Known>()
    const chunks: [id: string, chunk: Chunk][] = []
    const totals: NewTotal[] = []
    for (const { series, iterations, values } of batches) {
      const row = rows.get(series) as SeriesRow
      const before = this.known.get(run)?.get(row.id)?.tail ?? emptyTail()
      const { tail, changed } = appendPoints(before, iterations, values)
      if (changed.length === 0) continue
      const version = randomInt(INT4)
      tails.set(row.id, { version, tail })
      totals.push({ id: row.id, total: tail.total, version })
      for (const chunk of changed) chunks.push([row.id, chunk])
    }
    await this.write(manager, chunks)
    await this.setTotals(manager, totals)
    return () => this.remember(run, tails)
  }

  /** Removes all points beyond an iteration within the transaction, and answers the last value that each series keeps. */
  async supersede(
    manager: EntityManager,
    project: string,
    run: string,
    iteration: number,
  ): Promise<Map<string, number>> {
    this.known.delete(run)
    const last = new Map<string, number>()
    const rows: SeriesRow[] = await manager.query(
      'SELECT id, name, total, version FROM series WHERE project = $1 AND run = $2',
      [project, run],
    )
    for (const row of rows) {
      const tail = await this.cut(manager, row, iteration)
      const value = tail.levels[0]?.min.at(-1)
      if (value !== undefined) last.set(row.name, value)
    }
    return last
  }

  /**
   * Views of some series, or of all, by run: each within the bound of values, at the finest level that fits. Two statements, however many runs
   * and series; three for a range that is not everything.
   */
  async views(project: string, runs: string[], names: string[], range: Range, maxValues: number) {
    const rows: (SeriesRow & { run: string })[] = await this.database.query(
      `SELECT id, run, name, total, version FROM series
       WHERE project = $1 AND run = ANY($2::uuid[]) AND (cardinality($3::text[]) = 0 OR name = ANY($3)) AND total > 0 ORDER BY name`,
      [project, runs, names],
    )
    const isWhole = range.from <= 0 && range.to === Number.MAX_SAFE_INTEGER
    const counts = isWhole ? rows.map(row => row.total) : await this.pointsIn(rows, range)
    const levels = counts.map(points => chooseLevel(points, isWhole, maxValues))
    const chunks = await this.chunksOf(rows, levels, range)
    const found = new Map<string, ReturnType<typeof viewOf>[]>(runs.map(run => [run, []]))
    for (const [i, row] of rows.entries()) {
      const own = chunks.filter(chunk => chunk.series === row.id)
      found.get(row.run)?.push(viewOf(row, levels[i] ?? 0, own, isWhole ? undefined : range))
    }
    return found
  }

  /** At each series' level, from the chunk in which the range begins. */
  private async chunksOf(rows: SeriesRow[], levels: number[], range: Range): Promise<ChunkRow[]> {
    if (rows.length === 0) return []
    return this.database.query(
      `SELECT c.series, c.first, c.data FROM unnest($1::bigint[], $2::smallint[]) AS wanted (series, level)
       JOIN point_chunk AS c ON c.series = wanted.series AND c.level = wanted.level AND c.first <= $4
       AND c.first >= coalesce((SELECT max(first) FROM point_chunk WHERE series = c.series AND level = c.level AND first <= $3), 0)
       ORDER BY c.series, c.first`,
      [rows.map(row => row.id), levels, Math.min(range.from, INT4), Math.min(range.to, INT4)],
    )
  }

  /** How many points of each series a range holds at most, from the numbers of the chunks at its ends. */
  private async pointsIn(rows: SeriesRow[], { from, to }: Range): Promise<number[]> {
    const chunkAt = (end: string) =>
      `(SELECT k FROM point_chunk WHERE series = s.id AND level = 0 AND first <= ${end} ORDER BY first DESC LIMIT 1)`
    const ends: { a: number | null; b: number | null }[] = await this.database.query(
      `SELECT ${chunkAt('$2')} AS a, ${chunkAt('$3')} AS b FROM unnest($1::bigint[]) WITH ORDINALITY AS s (id, place) ORDER BY s.place`,
      [rows.map(row => row.id), Math.min(from, INT4), Math.min(to, INT4)],
    )
    return ends.map(({ a, b }, i) => (b === null ? 0 : Math.min(rows[i]?.total ?? 0, (b - (a ?? 0) + 1) * 64)))
  }

  private async seriesOf(manager: EntityManager, project: string, run: string, batches: SeriesPoints[]) {
    const read = async () => {
      const rows: SeriesRow[] = await manager.query(
        'SELECT id, name, total, version FROM series WHERE project = $1 AND run = $2',
        [project, run],
      )
      return new Map(rows.map(row => [row.name, row]))
    }
    const rows = await read()
    const names = batches.map(batch => batch.series).filter(name => !rows.has(name))
    if (names.length === 0) return rows
    await manager.query(
      'INSERT INTO series (project, run, name) SELECT $1, $2, unnest($3::text[]) ON CONFLICT (run, name) DO NOTHING',
      [project, run, names],
    )
    return read()
  }

  /** Reads the tails of series that are not known, or were written by another process. */
  private async readMissing(manager: EntityManager, run: string, rows: SeriesRow[]): Promise<void> {
    const known = this.known.get(run)
    const tails = new Map<string, Known>()
    for (const row of rows)
      if (known?.get(row.id)?.version !== row.version)
        tails.set(row.id, { version: row.version, tail: await this.readTail(manager, row.id, row.total) })
    this.remember(run, tails)
  }

  private async readTail(manager: EntityManager, series: string, total: number): Promise<Tail> {
    const chunks: ChunkRow[] = await manager.query(
      `SELECT chunk.* FROM unnest($2::int[]) WITH ORDINALITY AS last (k, place)
       CROSS JOIN LATERAL (SELECT * FROM point_chunk WHERE series = $1 AND level = place - 1 ORDER BY first DESC LIMIT 1) AS chunk
       ORDER BY chunk.level`,
      [series, lastChunks(total)],
    )
    return { total, levels: chunks.map(({ data, first, level }) => unpackChunk(data, first, level)) }
  }

  private async cut(manager: EntityManager, row: SeriesRow, iteration: number): Promise<Tail> {
    const [edge]: ChunkRow[] = await manager.query(
      'SELECT * FROM point_chunk WHERE series = $1 AND level = 0 AND first <= $2 ORDER BY first DESC LIMIT 1',
      [row.id, iteration],
    )
    const inEdge = edge ? unpackChunk(edge.data, edge.first, 0).iterations.filter(at => at <= iteration).length : 0
    const total = edge ? edge.k * 64 + inEdge : 0
    if (total === row.total) return this.readTail(manager, row.id, total)
    const last = lastChunks(total)
    await manager.query('DELETE FROM point_chunk WHERE series = $1 AND k > coalesce(($2::int[])[level + 1], -1)', [
      row.id,
      last,
    ])
    const kept = await this.readTail(manager, row.id, total)
    const tail = cutTail(kept.levels, total)
    await this.write(
      manager,
      tail.levels.map((entries, level): [string, Chunk] => [row.id, { level, k: last[level] as number, entries }]),
    )
    await this.setTotals(manager, [{ id: row.id, total, version: randomInt(INT4) }])
    return tail
  }

  private async write(manager: EntityManager, chunks: [id: string, chunk: Chunk][]): Promise<void> {
    if (chunks.length === 0) return
    await manager.query(
      `INSERT INTO point_chunk (series, level, k, first, data)
       SELECT * FROM unnest($1::bigint[], $2::smallint[], $3::int[], $4::int[], $5::bytea[])
       ON CONFLICT (series, level, first) DO UPDATE SET data = EXCLUDED.data`,
      [
        chunks.map(([id]) => id),
        chunks.map(([, chunk]) => chunk.level),
        chunks.map(([, chunk]) => chunk.k),
        chunks.map(([, chunk]) => firstOf(chunk.entries)),
        chunks.map(([, chunk]) => packChunk(chunk.entries, chunk.level)),
      ],
    )
  }

  private async setTotals(manager: EntityManager, totals: NewTotal[]): Promise<void> {
    await manager.query(
      `UPDATE series SET total = new.total, version = new.version
       FROM unnest($1::bigint[], $2::int[], $3::int[]) AS new (id, total, version) WHERE series.id = new.id`,
      [totals.map(({ id }) => id), totals.map(({ total }) => total), totals.map(({ version }) => version)],
    )
  }

  private remember(run: string, tails: Map<string, Known>): void {
    const known = this.known.get(run) ?? new Map<string, Known>()
    for (const [id, tail] of tails) known.set(id, tail)
    // Put in anew, so that the run written least recently is the first.
    this.known.delete(run)
    this.known.set(run, known)
    if (this.known.size > KNOWN_RUNS) this.known.delete(this.known.keys().next().value as string)
  }
}

const INT4 = 2 ** 31 - 1

const firstOf = (entries: Entries) => entries.iterations[0] as number

function viewOf(row: SeriesRow, level: number, chunks: ChunkRow[], range: Range | undefined) {
  const entries = noEntries(level)
  for (const { first, data } of chunks) {
    const { iterations, min, max } = unpackChunk(data, first, level)
    entries.iterations.push(...iterations)
    entries.min.push(...min)
    if (level > 0) entries.max.push(...max)
  }
  const { iterations, min, max } = range ? clip(entries, level, range) : entries
  return { series: row.name, level, iterations, min, max, total: row.total }
}
