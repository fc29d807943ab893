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

/** An argument or input field of the contract as `name: Type = default`. */
const describeNode = (node: InputValueDefinitionNode): string =>
  `${node.name.value}: ${print(node.type)}${node.defaultValue ? ` = ${print(node.defaultValue)}` : ''}`

/** An argument or input field of the schema, in the same form. */
function describeInput(input: GraphQLArgument | GraphQLInputField): string {
  const node = input.defaultValue === undefined ? null : astFromValue(input.defaultValue, input.type)
  return `${input.name}: ${String(input.type)}${node ? ` = ${print(node)}` : ''}`
}

/** Every name of a definition of the contract, one per line: `Type.field: Type`, `Type.field(argument)`, `Enum.VALUE`. */
function namesInContract(node: DefinitionNode): string[] {
  switch (node.kind) {
    case Kind.SCALAR_TYPE_DEFINITION:
      return [node.name.value]
    case Kind.ENUM_TYPE_DEFINITION:
      return (node.values ?? []).map((value) => `${node.name.value}.${value.name.value}`)
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return (node.fields ?? []).map((field) => `${node.name.value}.${describeNode(field)}`)
    case Kind.OBJECT_TYPE_DEFINITION:
      return (node.fields ?? []).flatMap((field) => [
        `${node.name.value}.${field.name.value}: ${print(field.type)}`,
        ...(field.arguments ?? []).map(
          (arg) => `${node.name.value}.${field.name.value}(${describeNode(arg)})`,
        ),
      ])
    default:
      throw new Error(`The contract contains a ${node.kind}, which this test does not support.`)
  }
}

/** Every name of a schema, in the same form. */
function namesInSchema(schema: GraphQLSchema): Set<string> {
  const names = new Set<string>()
  for (const type of Object.values(schema.getTypeMap())) {
    names.add(type.name)
    if (isEnumType(type)) for (const value of type.getValues()) names.add(`${type.name}.${value.name}`)
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) names.add(`${type.name}.${describeInput(field)}`)
    if (isObjectType(type))
      for (const field of Object.values(type.getFields())) {
        names.add(`${type.name}.${field.name}: ${String(field.type)}`)
        for (const arg of field.args) names.add(`${type.name}.${field.name}(${describeInput(arg)})`)
      }
  }
  return names
}

const schemas = { storefront: storefrontSchema(), merchant: merchantSchema() }

describe.each(['storefront', 'merchant'] as const)('the %s API', (name) => {
  const schema = schemas[name]
  const names = namesInSchema(schema)

  test.each(contract(name).flatMap(namesInContract))('offers %s', (line) => {
    expect(names).toContain(line)
  })
})

test('types that both APIs have are identical', () => {
  const storefront = namesInSchema(schemas.storefront)
  const merchant = namesInSchema(schemas.merchant)
  const roots = new Set(['Query', 'Mutation'])
  const inBoth = [...storefront].filter(
    (name) => !name.includes('.') && !roots.has(name) && merchant.has(name),
  )
  const linesOf = (names: Set<string>, type: string) =>
    [...names].filter((name) => name.startsWith(`${type}.`)).sort()
  for (const type of inBoth) expect(linesOf(merchant, type), type).toEqual(linesOf(storefront, type))
})
