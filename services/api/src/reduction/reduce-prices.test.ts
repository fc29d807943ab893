import 'reflect-metadata'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { roleUrl, startTestApi, type TestApi } from '../../test/api.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { useIsolatedStores } from '../../test/isolated-stores.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'
import type { WorkerApp } from '../app/context.ts'
import { entities } from '../app/entities.ts'
import { connectOrm, type Orm } from '../platform/db/orm.ts'
import { runPlannedReductions } from './run-planned-reductions.ts'

let stores: Awaited<ReturnType<typeof useIsolatedStores>>
let api: TestApi
let orm: Orm
let shop: TestShop
let manager: Record<string, string>
beforeAll(async () => {
  stores = await useIsolatedStores()
  api = await startTestApi()
  orm = await connectOrm(roleUrl('worker'), entities, 'triclic_worker', 2)
}, 60_000)
beforeEach(async () => {
  shop = await createShop(api, { variants: [{ price: 5000 }, { price: 3000 }] })
  manager = await headersOf(api, shop, 'MANAGER')
  await executeInShop(api, shop, `update price_history set since = now() - interval '100 days'`)
})
afterAll(async () => {
  await orm.close()
  await api.stop()
  await stores.drop()
}, 60_000)

const FIELDS =
  'price { amount } lowestPrice { amount } priorPrice { amount } plan { price { amount } regularPrice { amount } }'
interface Reduction {
  price: { amount: number }
  lowestPrice: { amount: number }
  priorPrice: { amount: number } | null
  plan: { price: { amount: number }; regularPrice: { amount: number } | null } | null
}
const idOf = (index: number) => shop.variants[index]?.id ?? ''

async function send<T>(document: string, variables: Record<string, unknown>): Promise<T> {
  const { data, errors } = await merchant<{ answer: T }>(api, document, variables, manager)
  expect(errors).toBeUndefined()
  return data.answer
}
const reduce = (price: number, input: Record<string, unknown> = {}, variantId = idOf(0)) =>
  send<{ reductions: Reduction[] | null; userErrors: { code: string; field: string[] }[] }>(
    `mutation ($input: ReducePricesInput!) { answer: reducePrices(input: $input) { reductions { ${FIELDS} } userErrors { code field } } }`,
    { input: { reductions: [{ variantId, price }], ...input } },
  )
const withdraw = (restorePrices: boolean) =>
  send<{ variantIds: string[] }>(
    'mutation ($ids: [ID!]!, $restore: Boolean!) { answer: withdrawReductions(variantIds: $ids, restorePrices: $restore) { variantIds } }',
    { ids: [idOf(0)], restore: restorePrices },
  )
/** Price, crossed-out price and regular price of the first variant. */
async function state() {
  const [first] = await send<Reduction[]>(
    `query ($ids: [ID!]!) { answer: priceReductions(productIds: $ids) { ${FIELDS} } }`,
    { ids: [shop.variants[0]?.productId] },
  )
  return [first?.price.amount, first?.priorPrice?.amount ?? null, first?.plan?.regularPrice?.amount ?? null]
}
const run = () => runPlannedReductions({ ...api.app, orm } as unknown as WorkerApp)
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
const shift = (column: 'starts_at' | 'ends_at') =>
  executeInShop(api, shop, `update planned_reduction set ${column} = now() - interval '1 second'`)

test('a price is reduced at once: the lowest price of the 30 days before is crossed out', async () => {
  expect((await reduce(4000)).userErrors).toEqual([])
  expect(await state()).toEqual([4000, 5000, 5000])
  // Falls further: the prior price stays that of before the first reduction, and so does the price to return to.
  expect((await reduce(3500)).userErrors).toEqual([])
  expect(await state()).toEqual([3500, 5000, 5000])
  expect(await withdraw(true)).toEqual({ variantIds: [idOf(0)] })
  expect(await state()).toEqual([5000, null, null])
})

test('a withdrawn reduction leaves the price as it is, if the member wants that', async () => {
  await reduce(4000)
  await withdraw(false)
  expect(await state()).toEqual([4000, null, null])
  expect(await withdraw(true)).toEqual({ variantIds: [] })
})

test('what is not a reduction is refused, at its field, and nothing changes', async () => {
  const codes = async (...args: Parameters<typeof reduce>) =>
    (await reduce(...args)).userErrors.map(({ code, field }) => `${code} ${field.join('.')}`)
  expect(await codes(5000)).toEqual(['PRICE_NOT_REDUCED reductions.0.price'])
  expect(await codes(-1)).toEqual(['PRICE_NOT_REDUCED reductions.0.price'])
  expect(await codes(100, {}, 'none')).toEqual(['NOT_FOUND reductions.0.variantId'])
  expect(await codes(100, { endsAt: inDays(-1) })).toEqual(['PERIOD_INVALID endsAt'])
  expect(await codes(100, { startsAt: inDays(2), endsAt: inDays(1) })).toEqual(['PERIOD_INVALID endsAt'])
  const twice = [0, 0].map(() => ({ variantId: idOf(0), price: 100 }))
  expect(await codes(0, { reductions: twice })).toEqual(['VARIANT_REPEATED reductions.1.variantId'])
  const outdated = [{ variantId: idOf(0), price: 100, expectedPrice: 4999 }]
  expect(await codes(0, { reductions: outdated })).toEqual(['SETTINGS_CHANGED_MEANWHILE reductions.0.price'])
  expect(await state()).toEqual([5000, null, null])
  await executeInShop(api, shop, 'update variant set price = 3000 where id = $1', idOf(0))
  await executeInShop(api, shop, 'update variant set price = 6000 where id = $1', idOf(0))
  expect(await codes(3000)).toEqual(['PRICE_NOT_REDUCED reductions.0.price'])
})

test('a planned reduction begins and ends by itself, and the price returns', async () => {
  expect((await reduce(4000, { startsAt: inDays(1), endsAt: inDays(3) })).userErrors).toEqual([])
  expect(await state()).toEqual([5000, null, null])
  expect(await run()).toMatchObject({ failed: 0 })
  expect(await state()).toEqual([5000, null, null])
  await shift('starts_at')
  await run()
  expect(await state()).toEqual([4000, 5000, 5000])
  expect((await reduce(3900, { startsAt: inDays(1) })).userErrors).toMatchObject([
    { code: 'REDUCTION_RUNNING' },
  ])
  await executeInShop(api, shop, `update planned_reduction set starts_at = now() - interval '1 day'`)
  await shift('ends_at')
  expect(await run()).toEqual({ processed: 1, failed: 0 })
  expect(await state()).toEqual([5000, null, null])
  expect(await queryInShop(api, shop, 'select id from planned_reduction')).toEqual([])
})

test('a price that a member changed during a reduction is not overwritten when it ends', async () => {
  await reduce(4000, { endsAt: inDays(3) })
  await executeInShop(api, shop, 'update variant set price = 4500 where id = $1', idOf(0))
  expect(await state()).toEqual([4500, null, null])
  await executeInShop(api, shop, `update planned_reduction set starts_at = now() - interval '1 day'`)
  await shift('ends_at')
  await run()
  expect(await state()).toEqual([4500, null, null])
})

test('a planned reduction that is no lower than the price by then is dropped; one that the law does not allow is not announced', async () => {
  await reduce(4000, { startsAt: inDays(1) })
  await executeInShop(api, shop, 'update variant set price = 3900 where id = $1', idOf(0))
  await shift('starts_at')
  await run()
  expect(await state()).toEqual([3900, null, null])
  expect(await queryInShop(api, shop, 'select id from planned_reduction')).toEqual([])
  await executeInShop(api, shop, 'update variant set price = 5000 where id = $1', idOf(0))
  await reduce(3000, { startsAt: inDays(1) })
  await executeInShop(api, shop, 'update variant set price = 2900 where id = $1', idOf(0))
  await executeInShop(api, shop, 'update variant set price = 5000 where id = $1', idOf(0))
  await shift('starts_at')
  await run()
  expect(await state()).toEqual([3000, null, 5000])
  expect((await reduce(2000, { startsAt: inDays(1) })).userErrors).toMatchObject([
    { code: 'REDUCTION_RUNNING' },
  ])
  expect(await withdraw(true)).toEqual({ variantIds: [idOf(0)] })
  expect(await state()).toEqual([5000, null, null])
})

test('a price that a member raises ends the plan: the variant stays at a later price, also at the reduced one', async () => {
  await reduce(4000, { endsAt: inDays(3) })
  await executeInShop(api, shop, 'update variant set price = 4500 where id = $1', idOf(0))
  await executeInShop(api, shop, 'update variant set price = 4000 where id = $1', idOf(0))
  await executeInShop(api, shop, `update planned_reduction set starts_at = now() - interval '1 day'`)
  await shift('ends_at')
  await run()
  expect(await state()).toEqual([4000, null, null])
})

test('many variants are reduced at once, each audited', async () => {
  const reductions = [
    { variantId: idOf(1), price: 2000 },
    { variantId: idOf(0), price: 4000 },
  ]
  expect((await reduce(0, { reductions })).userErrors).toEqual([])
  const [audit] = await queryInShop<{ subject: string }>(
    api,
    shop,
    "select subject from audit_entry where action = 'reducePrices' and shop_id = $1",
    shop.id,
  )
  expect(audit?.subject).toBe('SKU-2: 3000 → 2000; SKU-1: 5000 → 4000')
})

test('each change of a price gives the product another version, so that an open form does not write the old price back', async () => {
  const version = async () =>
    (
      await queryInShop<{ version: string }>(
        api,
        shop,
        'select version from product where id = $1',
        shop.variants[0]?.productId,
      )
    )[0]?.version
  const versions = [await version()]
  await reduce(4000)
  versions.push(await version())
  await withdraw(true)
  versions.push(await version())
  await reduce(3000, { startsAt: inDays(1), endsAt: inDays(2) })
  expect(await version()).toBe(versions.at(-1))
  await shift('starts_at')
  await run()
  versions.push(await version())
  await shift('ends_at')
  await run()
  versions.push(await version())
  expect(new Set(versions).size).toBe(5)
})
