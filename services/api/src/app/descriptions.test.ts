import { buildSchema } from 'graphql'
import { expect, test } from 'vitest'
import { merchantSchema, storefrontSchema } from './schema.ts'
import { undescribed } from './undescribed.ts'

test('everything in the storefront API is described', () => {
  expect(undescribed(storefrontSchema())).toEqual([])
})

test('everything in the merchant API is described', () => {
  expect(undescribed(merchantSchema())).toEqual([])
})

test('types, fields, arguments, input fields and enum values without a description are found', () => {
  const schema = buildSchema(`
    type Query { "Described." shop("Described." slug: String, name: String): Shop }
    type Shop { kind: Kind }
    "Described." enum Kind { SMALL "Described." LARGE }
    input Rename { name: String }
  `)
  expect(undescribed(schema)).toEqual(
    ['Query.shop(name)', 'Rename', 'Rename.name', 'Shop', 'Shop.kind', 'Kind.SMALL'].sort(),
  )
})
