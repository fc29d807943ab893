import { readFileSync } from 'node:fs'
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import type { GraphQLField, GraphQLInputType, GraphQLObjectType, GraphQLSchema } from 'graphql'
import type { Random } from '../traffic/random.ts'
import type { Hostile } from './hostile-values.ts'

const schemaOf = (name: 'storefront' | 'merchant'): GraphQLSchema =>
  buildSchema(readFileSync(new URL(`../../services/api/schema/${name}.graphql`, import.meta.url), 'utf8'))

const SCHEMAS = { storefront: schemaOf('storefront'), merchant: schemaOf('merchant') }

/** How deeply input objects and selections follow types that contain each other. */
const MAX_DEPTH = 3

/**
 * Draws a request that is valid for the schema but for its values: one or two root fields, whose arguments are variables of
 * the right shape with hostile leaves, or now and then anything.
 */
export function graphqlRequest(
  random: Random,
  hostile: Hostile,
  name: 'storefront' | 'merchant',
): { query: string; variables: Record<string, unknown> } {
  const schema = SCHEMAS[name]
  const operation = random.below(2) === 0 ? 'query' : 'mutation'
  const root = operation === 'query' ? schema.getQueryType() : schema.getMutationType()
  const fields = Object.values(root?.getFields() ?? {})
  const declared: string[] = []
  const variables: Record<string, unknown> = {}
  const selections = Array.from({ length: 1 + random.below(2) }, (_, index) => {
    const field = random.pick(fields)
    const args = field.args
      .filter(({ type }) => isNonNullType(type) || random.below(2) === 0)
      .map((argument) => {
        const variable = `v${declared.length}`
        declared.push(`$${variable}: ${String(argument.type)}`)
        variables[variable] =
          random.below(8) === 0 ? hostile.json() : inputValue(random, hostile, argument.type)
        return `${argument.name}: $${variable}`
      })
    const call = args.length > 0 ? `${field.name}(${args.join(', ')})` : field.name
    return `f${index}: ${call} ${selectionOf(random, field, MAX_DEPTH)}`
  })
  const head = declared.length > 0 ? `(${declared.join(', ')})` : ''
  return { query: `${operation} ${head} { ${selections.join(' ')} }`, variables }
}

/** Draws a value of this type; its leaves have the right JSON type three times out of four. */
function inputValue(random: Random, hostile: Hostile, type: GraphQLInputType, depth = 0): unknown {
  if (isNonNullType(type)) return inputValue(random, hostile, type.ofType as GraphQLInputType, depth)
  if (isListType(type))
    return Array.from({ length: random.below(4) }, () =>
      inputValue(random, hostile, type.ofType as GraphQLInputType, depth),
    )
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields())
        .filter((field) => isNonNullType(field.type) || (depth < MAX_DEPTH && random.below(2) === 0))
        .map((field) => [field.name, inputValue(random, hostile, field.type, depth + 1)]),
    )
  if (random.below(4) === 0) return hostile.json()
  if (isEnumType(type)) return random.pick(type.getValues()).name
  switch (getNamedType(type).name) {
    case 'Int':
      return random.pick([hostile.number(), random.below(100)])
    case 'Float':
      return hostile.number()
    case 'Boolean':
      return random.below(2) === 0
    case 'ID':
      return hostile.id()
    default:
      return hostile.text()
  }
}

function selectionOf(random: Random, field: GraphQLField<unknown, unknown>, depth: number): string {
  const type = getNamedType(field.type)
  if (!isObjectType(type)) return ''
  const parts = subfieldsOf(type)
    .filter((each) => depth > 0 || !isObjectType(getNamedType(each.type)))
    .filter(() => random.below(3) > 0)
    .slice(0, 8)
    .map((each) => `${each.name} ${selectionOf(random, each, depth - 1)}`)
  return `{ __typename ${parts.join(' ')} }`
}

const subfieldsOf = (type: GraphQLObjectType): GraphQLField<unknown, unknown>[] =>
  Object.values(type.getFields()).filter(({ args }) => !args.some(({ type }) => isNonNullType(type)))
