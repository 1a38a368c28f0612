import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromAST,
} from 'graphql'
import { HEAVY } from './limits.js'
import { LONGEST_PAGE } from './pages.js'

export interface Weight {
  /** Fields inside fields; a root field has 1. */
  depth: number
  /** Fields under another name. */
  aliases: number
  /** Objects that may be read: each list as long as its page, 20 for each list that is asked for by a call of its own, and what is heavy by itself. */
  cost: number
}

type Variables = Record<string, unknown>

/** Length of a list of which nothing says how long it is. */
const ASSUMED_LENGTH = 10
/** Fields that cost a call of their own: pages, and whatever changes something. */
const CALL = 20
/** The schema itself: answered from memory, bounded by graphql's own rule. */
const INTROSPECTION = 500
/** Plain values are free; this many numbers in columns weigh as much as one object. */
const VALUES_PER_OBJECT = 100

const NOTHING: Weight = { depth: 0, aliases: 0, cost: 0 }

/** What surrounds a selection: lists in it are `length` long, columns of numbers `values`. */
interface Place {
  type: GraphQLCompositeType
  length: number
  values: number
}

/**
 * How heavy an operation of a valid document is. Each fragment is weighed once a place, so that fragments within fragments cost no more to weigh
 * than to write.
 */
export function weigh(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): Weight {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const part of document.definitions)
    if (part.kind === Kind.FRAGMENT_DEFINITION) fragments.set(part.name.value, part)
  const known = new Map<string, Weight>()
  const given = { ...defaultsOf(operation), ...variables }

  const ofFragment = (name: string, { length, values }: Place): Weight => {
    const key = `${name} ${length} ${values}`
    const before = known.get(key)
    if (before) return before
    const fragment = fragments.get(name)
    const type = fragment && schema.getType(fragment.typeCondition.name.value)
    const weight = fragment && isCompositeType(type) ? ofSet(fragment.selectionSet, { type, length, values }) : NOTHING
    known.set(key, weight)
    return weight
  }

  const ofField = (node: FieldNode, place: Place): Weight => {
    const name = node.name.value
    const aliases = node.alias ? 1 : 0
    if (name === '__typename') return { depth: 0, aliases, cost: 0 }
    if (name.startsWith('__')) return { depth: 1, aliases, cost: INTROSPECTION }
    const field = 'getFields' in place.type ? place.type.getFields()[name] : undefined
    if (!field) return { depth: 1, aliases, cost: 0 }
    const isList = isListType(getNullableType(field.type))
    const type: GraphQLNamedType = getNamedType(field.type)
    if (!isCompositeType(type)) return { depth: 1, aliases, cost: isList ? place.values / VALUES_PER_OBJECT : 0 }
    const { length, values = place.values, isPage } = sizesOf(field, node, given)
    const inner = node.selectionSet ? ofSet(node.selectionSet, { type, length, values }) : NOTHING
    const isCall = isPage || place.type === schema.getMutationType()
    const own = HEAVY[`${place.type.name}.${name}`] ?? (isCall ? CALL : 0)
    const cost = (isList ? place.length : 1) * (1 + inner.cost) + own
    return { depth: inner.depth + 1, aliases: inner.aliases + aliases, cost }
  }

  const ofSet = ({ selections }: SelectionSetNode, place: Place): Weight =>
    selections
      .map(one => {
        if (one.kind === Kind.FIELD) return ofField(one, place)
        if (one.kind === Kind.FRAGMENT_SPREAD) return ofFragment(one.name.value, place)
        const type = one.typeCondition ? schema.getType(one.typeCondition.name.value) : place.type
        return isCompositeType(type) ? ofSet(one.selectionSet, { ...place, type }) : NOTHING
      })
      .reduce(together, NOTHING)

  const root = schema.getRootType(operation.operation)
  return root ? ofSet(operation.selectionSet, { type: root, length: ASSUMED_LENGTH, values: 0 }) : NOTHING
}

const together = (a: Weight, b: Weight): Weight => ({
  depth: Math.max(a.depth, b.depth),
  aliases: a.aliases + b.aliases,
  cost: a.cost + b.cost,
})

const defaultsOf = ({ variableDefinitions = [] }: OperationDefinitionNode): Variables =>
  Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)]] : [],
    ),
  )

/** What the arguments of a field say of the lists inside it. */
function sizesOf(field: GraphQLField<unknown, unknown>, node: FieldNode, variables: Variables) {
  const read = (name: string) => {
    const argument = field.args.find(one => one.name === name)
    if (!argument) return undefined
    const value = node.arguments?.find(one => one.name.value === name)?.value
    return (value && valueFromAST(value, argument.type, variables)) ?? argument.defaultValue
  }
  const first = read('first')
  const names = read('series')
  const maxValues = read('maxValues')
  const isPage = typeof first === 'number'
  return {
    isPage,
    length: isPage ? Math.min(Math.max(first, 1), LONGEST_PAGE) : Array.isArray(names) ? names.length : ASSUMED_LENGTH,
    values: typeof maxValues === 'number' ? Math.max(maxValues, 0) : undefined,
  }
}
