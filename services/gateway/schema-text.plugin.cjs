const { readdirSync, readFileSync } = require('node:fs')
const { join } = require('node:path')

const FOLDER = join(__dirname, 'schema')

/** The schema as it is written, with its descriptions and directives, for a gateway that is one file. */
exports.plugin = () => {
  const texts = readdirSync(FOLDER).map(file => readFileSync(join(FOLDER, file), 'utf8'))
  return `export const typeDefs = ${JSON.stringify(texts, null, 2)}\n`
}
