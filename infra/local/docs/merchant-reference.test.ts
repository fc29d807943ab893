import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema } from 'graphql'
import { expect, test } from 'vitest'
import { root } from '../paths.ts'
import { operationsOf, typesOf } from './graphql-reference.ts'
import { areaOfRoot, areasOfTypes } from './merchant-areas.ts'
import { merchantReferencePages } from './merchant-reference.ts'

const pages = new Map(merchantReferencePages.map(({ file, generate }) => [file, generate()]))
const headings = [...pages.values()].flatMap((text) =>
  [...text.matchAll(/^### (.+)$/gm)].map(([, name]) => name),
)

test('each root field and each type of the merchant API is on one page of its reference', () => {
  const schema = buildSchema(readFileSync(join(root, 'services/api/schema/merchant.graphql'), 'utf8'))
  const operations = operationsOf(schema).map(([parent, { name }]) => `${parent}.${name}`)
  const types = typesOf(schema).map(({ name }) => name)
  expect(headings.toSorted()).toEqual([...operations, ...types].sort())
})

test('a page says who may call a root field, and links to types of other pages and to error codes', () => {
  const orders = pages.get('docs/reference/merchant-api/orders.md')
  expect(orders).toContain('Needs the permission [ORDER_CANCEL](../permissions.md).')
  expect(orders).toContain('[`[MerchantCardPayment!]!`](payments.md#merchantcardpayment)')
  expect(orders).toContain('[NOT_FOUND](../merchant-error-codes.md#not_found)')
  expect(pages.get('docs/reference/merchant-api/members.md')).toContain(
    'Returns [`Member!`](#member). For every signed-in member.',
  )
  expect(pages.get('docs/reference/merchant-api.md')).toContain(
    '| [`Query.order`](merchant-api/orders.md#queryorder) | orders |',
  )
})

test('a root field is on the page of its permission, and a type on the page of the nearest root field or, if many need it, on the first', () => {
  expect(areaOfRoot('products', 'product.read')).toBe('products')
  expect(areaOfRoot('invoices', 'order.read')).toBe('shop')
  expect(areaOfRoot('viewer', 'member')).toBe('members')
  const schema = buildSchema(`
    type Query { order: Order product: Product shop: Shop member: Member }
    type Order { product: Product page: Page }
    type Product { name: String page: Page }
    type Shop { page: Page }
    type Member { page: Page }
    type Page { size: Size }
    enum Size { ALL }
  `)
  const access: Record<string, string> = {
    'Query.order': 'order.read',
    'Query.product': 'product.read',
    'Query.shop': 'settings.manage',
    'Query.member': 'member',
  }
  expect(Object.fromEntries(areasOfTypes(schema, (operation) => access[operation] ?? ''))).toEqual({
    Order: 'orders',
    Product: 'products',
    Shop: 'shop',
    Member: 'members',
    Page: null,
    Size: null,
  })
})
