import type { GraphQLObjectType } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { declarationOf, isOpenToKeys } from '../kernel/entry-point.ts'
import { KEY_PERMISSIONS } from '../kernel/key-permissions.ts'
import { PERMISSIONS, type Permission } from '../kernel/permissions.ts'
import { merchantSchema } from './schema.ts'
import { merchantCases } from '../../test/tenancy/merchant-cases.ts'
import { insertTestApiKey } from '../../test/api-key.ts'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { merchant } from '../../test/member.ts'
import { rowsOfShop } from '../../test/tenancy/rows-of-shop.ts'
import { twoShops, type FullShop } from '../../test/tenancy/two-shops.ts'

// Every root field of the merchant API, called by an API key with and without the scope that it needs.

const MERCHANT = merchantSchema()
let api: TestApi
let ours: FullShop
/** Of a key with every scope. */
let everything: Record<string, string>
beforeAll(async () => {
  api = await startTestApi()
  ;({ ours } = await twoShops(api))
  everything = (await insertTestApiKey(api, ours.shop)).headers
}, 60_000)
afterAll(() => api.stop())

/** What no key can be allowed, with the reason. Written down a second time: a permission that becomes open to keys by mistake makes tests fail. */
const ONLY_PEOPLE: Partial<Record<Permission, string>> = {
  'buyer.export': 'cannot be taken back',
  'buyer.erase': 'cannot be taken back',
  'card.reveal': 'digits are shown in a person’s browser alone',
  'card.request': 'ends the payment by the card that is there, and erases its digits',
  'payment.certify': 'says what a person has done at the bank',
  'payment.refund': 'says what a person has done at the bank',
  'unmatched_payment.resolve': 'says what a person has done at the bank',
  'gateway.manage': 'where money goes',
  'card_mail.manage': 'where digits go',
  'settings.manage': 'protects cards and people',
  'member.manage': 'people',
  'api_key.manage': 'a key never makes keys',
  'webhook.manage': 'where the data of orders goes',
  'ownership.transfer': 'people',
  'order_view.share': 'views belong to people',
}
/** Fields that refuse keys although their permission is open to them. */
const BELONGS_TO_PEOPLE = [
  'Mutation.changeOrderView',
  'Mutation.createOrderView',
  'Mutation.deleteOrderView',
  'Query.orderViews',
]

/** What an operation requires beyond the permission of its field. */
const NEEDS_TOO: Record<string, Permission[]> = {
  'Mutation.mapProductImport': ['product.write'],
  'Mutation.applyProductImport': ['product.write'],
  'Mutation.undoProductImport': ['product.write'],
}

const declared = (name: string) => {
  const [parent, field] = name.split('.') as [string, string]
  const declaration = declarationOf((MERCHANT.getType(parent) as GraphQLObjectType).getFields()[field]!)
  if (!declaration) throw new Error(`${name} declares nothing`)
  return declaration
}
const names = Object.keys(merchantCases)
const open = names.filter((name) => isOpenToKeys(declared(name)))
const closed = names.filter((name) => !open.includes(name))

const ask = (name: string, headers: Record<string, string>) => {
  const { document, variables } = merchantCases[name]!
  return merchant<Record<string, unknown> | null>(api, document, variables?.(ours) ?? {}, headers)
}

test('every permission is open to keys or reserved for people, in the database too', async () => {
  expect([...KEY_PERMISSIONS, ...Object.keys(ONLY_PEOPLE)].sort()).toEqual([...PERMISSIONS].sort())
  const { rows } = await api.owner.query<{ definition: string }>(
    `select pg_get_constraintdef(oid) as definition from pg_constraint
     where conrelid = 'merchant_api_key'::regclass and pg_get_constraintdef(oid) like '%order.read%'`,
  )
  const accepted = [...(rows[0]?.definition ?? '').matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map(([, name]) => name)
  expect(accepted.sort()).toEqual([...KEY_PERMISSIONS].sort())
})

test('only views of people are closed although their permission is open', () => {
  const exceptions = closed.filter((name) => KEY_PERMISSIONS.some((each) => each === declared(name).access))
  expect(exceptions.sort()).toEqual(BELONGS_TO_PEOPLE)
})

describe('an API key with every scope', () => {
  test.each(closed)('is refused %s', async (name) => {
    const before = await rowsOfShop(api, ours.shop.id)
    const { errors } = await ask(name, everything)
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    expect(await rowsOfShop(api, ours.shop.id)).toEqual(before)
  })
})

describe('an API key', () => {
  test.each(open)('without its scope is refused %s', async (name) => {
    const scopes = KEY_PERMISSIONS.filter((each) => each !== declared(name).access)
    const { headers } = await insertTestApiKey(api, ours.shop, scopes)
    const before = await rowsOfShop(api, ours.shop.id)
    const { errors } = await ask(name, headers)
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    expect(await rowsOfShop(api, ours.shop.id)).toEqual(before)
  })

  test.each(open)('with its scope alone is served %s', async (name) => {
    const scopes = [declared(name).access, ...(NEEDS_TOO[name] ?? [])]
    const { headers } = await insertTestApiKey(api, ours.shop, scopes)
    const { data, errors } = await ask(name, headers)
    expect(errors).toBeUndefined()
    expect(data).not.toBeNull()
  })
})
