const { dirname, join, relative } = require('node:path')

const GENERATED = join(__dirname, 'src/gql/graphql')
const CALL = /graphql\(\s*`\s*(query|mutation|subscription|fragment)\s+(\w+)[^`]*`,?\s*\)/g
const capital = name => name[0].toUpperCase() + name.slice(1)

/**
 * Puts the generated document in the place of each `graphql(…)`: looked up by its text at run time, it would bring the
 * documents of all pages to each.
 */
module.exports = function typedDocuments(source) {
  const names = []
  const code = source.replace(CALL, (_, kind, name) => {
    const generated = capital(name) + (kind === 'fragment' ? 'FragmentDoc' : 'Document')
    names.push(generated)
    return generated
  })
  if (/\bgraphql\(/.test(code)) throw new Error(`A document in ${this.resourcePath} has no name, or holds a template.`)
  const from = `./${relative(dirname(this.resourcePath), GENERATED)}`
  return `import { ${names.join(', ')} } from '${from}'\n${code.replace(/^import \{ graphql \} from .*$/m, '')}`
}
