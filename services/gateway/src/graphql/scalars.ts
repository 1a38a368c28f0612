import { GraphQLError, GraphQLScalarType, Kind } from 'graphql'

const toLong = (value: unknown): number => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value))
    throw new GraphQLError(`Long must be a whole number up to 2^53, not ${value}`)
  return value
}

export const Long = new GraphQLScalarType<number, number>({
  name: 'Long',
  serialize: toLong,
  parseValue: toLong,
  parseLiteral: node => {
    if (node.kind !== Kind.INT) throw new GraphQLError('Long must be a whole number')
    return toLong(Number(node.value))
  },
})

export const DateTime = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  serialize: value => {
    if (value instanceof Date) return value.toISOString()
    throw new GraphQLError('DateTime must be a Date')
  },
  parseValue: value => new Date(String(value)).toISOString(),
})
