import { buildSchema } from 'graphql'
import { expect, test } from 'vitest'
import { searchSchema, typeView } from './schema-view.ts'

const schema = buildSchema(`
  "What can be asked."
  type Query {
    "One product."
    product("Its address." slug: String!, first: Int = 20): Product
    old: Int @deprecated(reason: "Use product.")
  }
  type Product { id: ID! kind: Kind! }
  enum Kind { "Thing." THING SERVICE }
  input ProductFilters { kind: Kind }
  union Found = Product | Query
`)

test('a type is shown with its fields, their arguments, types and deprecations', () => {
  expect(typeView(schema, 'Query')).toMatchObject({
    name: 'Query',
    kind: 'type',
    description: 'What can be asked.',
    members: [
      {
        name: 'product',
        type: 'Product',
        typeName: 'Product',
        description: 'One product.',
        args: [
          { name: 'slug', type: 'String!', description: 'Its address.' },
          { name: 'first', type: 'Int = 20' },
        ],
      },
      { name: 'old', deprecation: 'Use product.' },
    ],
  })
  expect(typeView(schema, 'None')).toBeUndefined()
})

test('values, input fields and members of a union are shown too', () => {
  expect(typeView(schema, 'Kind')).toMatchObject({
    kind: 'enum',
    members: [{ name: 'THING', description: 'Thing.' }, { name: 'SERVICE' }],
  })
  expect(typeView(schema, 'ProductFilters')).toMatchObject({
    kind: 'input',
    members: [{ name: 'kind', typeName: 'Kind' }],
  })
  expect(typeView(schema, 'Found')).toMatchObject({
    kind: 'union',
    members: [{ name: 'Product', typeName: 'Product' }, { name: 'Query' }],
  })
  expect(typeView(schema, 'Int')).toMatchObject({ kind: 'scalar', members: [] })
})

test('a search finds types and fields, the best match first', () => {
  expect(searchSchema(schema, 'Product').slice(0, 2)).toEqual([
    { typeName: 'Product', member: undefined },
    { typeName: 'Query', member: 'product' },
  ])
  expect(searchSchema(schema, ' ')).toEqual([])
})
