import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type FragmentDefinitionNode, Kind, type OperationDefinitionNode, parse, print, visit } from 'graphql'

const CONSOLE = fileURLToPath(new URL('../../apps/web/src/', import.meta.url))

/** The text of every query and mutation of the console by its name, its fragments with it. */
export function documents(): Map<string, string> {
  const operations: OperationDefinitionNode[] = []
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const file of readdirSync(CONSOLE, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.graphql.ts')) continue
    for (const [, text] of readFileSync(join(CONSOLE, file), 'utf8').matchAll(/graphql\(`([\s\S]*?)`\)/g))
      for (const part of parse(text ?? '').definitions) {
        if (part.kind === Kind.FRAGMENT_DEFINITION) fragments.set(part.name.value, part)
        if (part.kind === Kind.OPERATION_DEFINITION && part.operation !== 'subscription') operations.push(part)
      }
  }
  return new Map(operations.map(one => [one.name?.value ?? '', [one, ...used(one, fragments)].map(print).join('\n')]))
}

function used(operation: OperationDefinitionNode, fragments: Map<string, FragmentDefinitionNode>) {
  const found = new Set<FragmentDefinitionNode>()
  const look = (node: OperationDefinitionNode | FragmentDefinitionNode) =>
    visit(node, {
      FragmentSpread({ name }) {
        const fragment = fragments.get(name.value)
        if (!fragment) throw new Error(`There is no fragment ${name.value}`)
        if (found.has(fragment)) return
        found.add(fragment)
        look(fragment)
      },
    })
  look(operation)
  return [...found]
}
