import { readFileSync } from 'node:fs'
import {
  astFromValue,
  isEnumType,
  isInputObjectType,
  isObjectType,
  Kind,
  parse,
  print,
  type DefinitionNode,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLSchema,
  type InputValueDefinitionNode,
} from 'graphql'
import { describe, expect, test } from 'vitest'
import { merchantSchema, storefrontSchema } from './schema.ts'

const contract = (name: string): readonly DefinitionNode[] =>
  parse(readFileSync(new URL(`../../schema/contract/${name}.graphql`, import.meta.url), 'utf8')).definitions

/** `name: Type = default` of what the contract wants, and of what the schema has. */
const wanted = (node: InputValueDefinitionNode): string =>
  `${node.name.value}: ${print(node.type)}${node.defaultValue ? ` = ${print(node.defaultValue)}` : ''}`

function offered(input: GraphQLArgument | GraphQLInputField): string {
  const node = input.defaultValue === undefined ? null : astFromValue(input.defaultValue, input.type)
  return `${input.name}: ${String(input.type)}${node ? ` = ${print(node)}` : ''}`
}

/** Every name of a definition as one line: `Type.field(args): Type`, `Enum.VALUE`. */
function namesWanted(node: DefinitionNode): string[] {
  switch (node.kind) {
    case Kind.SCALAR_TYPE_DEFINITION:
      return [node.name.value]
    case Kind.ENUM_TYPE_DEFINITION:
      return (node.values ?? []).map((value) => `${node.name.value}.${value.name.value}`)
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return (node.fields ?? []).map((field) => `${node.name.value}.${wanted(field)}`)
    case Kind.OBJECT_TYPE_DEFINITION:
      return (node.fields ?? []).flatMap((field) => [
        `${node.name.value}.${field.name.value}: ${print(field.type)}`,
        ...(field.arguments ?? []).map((arg) => `${node.name.value}.${field.name.value}(${wanted(arg)})`),
      ])
    default:
      throw new Error(`The contract holds a ${node.kind}, which this test does not read.`)
  }
}

function namesOffered(schema: GraphQLSchema): Set<string> {
  const names = new Set<string>()
  for (const type of Object.values(schema.getTypeMap())) {
    names.add(type.name)
    if (isEnumType(type)) for (const value of type.getValues()) names.add(`${type.name}.${value.name}`)
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) names.add(`${type.name}.${offered(field)}`)
    if (isObjectType(type))
      for (const field of Object.values(type.getFields())) {
        names.add(`${type.name}.${field.name}: ${String(field.type)}`)
        for (const arg of field.args) names.add(`${type.name}.${field.name}(${offered(arg)})`)
      }
  }
  return names
}

const schemas = { storefront: storefrontSchema(), merchant: merchantSchema() }

describe.each(['storefront', 'merchant'] as const)('the %s API', (name) => {
  const schema = schemas[name]
  const has = namesOffered(schema)

  test.each(contract(name).flatMap(namesWanted))('offers %s', (line) => {
    expect(has).toContain(line)
  })
})

test('types that stand in both APIs are the same', () => {
  const storefront = namesOffered(schemas.storefront)
  const merchant = namesOffered(schemas.merchant)
  const roots = new Set(['Query', 'Mutation'])
  const inBoth = [...storefront].filter(
    (name) => !name.includes('.') && !roots.has(name) && merchant.has(name),
  )
  const linesOf = (names: Set<string>, type: string) =>
    [...names].filter((name) => name.startsWith(`${type}.`)).sort()
  for (const type of inBoth) expect(linesOf(merchant, type), type).toEqual(linesOf(storefront, type))
})
