import pg from 'pg'

/** Rows of one platform; each question has a connection of its own, since the server may die between two. */
export class Database {
  constructor(private readonly platform: { databaseUrl: string }) {}

  // biome-ignore lint/suspicious/noExplicitAny: columns are those of the question
  async rows(text: string, values: unknown[] = []): Promise<any[]> {
    const client = new pg.Client({
      connectionString: this.platform.databaseUrl,
      connectionTimeoutMillis: 5000,
      query_timeout: 5000,
    })
    client.on('error', () => {})
    try {
      await client.connect()
      return (await client.query(text, values)).rows
    } finally {
      await client.end().catch(() => {})
    }
  }
}
