const { dirname, join, relative } = require('node:path')
const { readFileSync } = require('node:fs')

const PARSED = join(__dirname, 'src/lib/parsed')
const LIST = join(__dirname, 'src/gql/persisted-documents.json')
const CALL = /graphql\(\s*`\s*(query|mutation|subscription|fragment)\s+(\w+)[^`]*`,?\s*\)/g

/**
 * Puts the text of each operation in the place of its `graphql(…)`, with its hash. The generator's own code brings the
 * documents of all pages to each, as trees seven times the size of their texts. A fragment stands within the operations that
 * spread it; by itself it is a type alone.
 */
module.exports = function typedDocuments(source) {
  this.addDependency(LIST)
  const list = Object.entries(JSON.parse(readFileSync(LIST, 'utf8')))
  const code = source.replace(CALL, (_, kind, name) => {
    if (kind === 'fragment') return 'undefined'
    const known = list.find(([, text]) => new RegExp(`\\b${kind} ${name}\\b`).test(text))
    if (!known) throw new Error(`${this.resourcePath}: ${kind} ${name} is not among the generated documents.`)
    return `parsed(${JSON.stringify(known[1])}, '${known[0]}')`
  })
  if (/\bgraphql\(/.test(code)) throw new Error(`A document in ${this.resourcePath} has no name, or holds a template.`)
  const from = `./${relative(dirname(this.resourcePath), PARSED)}`
  return `import { parsed } from '${from}'\n${code.replace(/^import \{ graphql \} from .*$/m, '')}`
}
