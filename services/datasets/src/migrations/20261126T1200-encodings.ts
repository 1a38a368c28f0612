import type { MigrationInterface, QueryRunner } from 'typeorm'

/** How the images of a dataset are kept, and whether large JPEGs were decoded smaller. */
export class Encodings1795694400000 implements MigrationInterface {
  name = 'Encodings1795694400000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE dataset
      ADD COLUMN encoding text NOT NULL DEFAULT 'raw',
      ADD COLUMN fast_decoding boolean NOT NULL DEFAULT false`)
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.')
  }
}
