import 'reflect-metadata'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { newBuyer, type Buyer } from '../../test/buyer.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeAllInShop, executeInShop } from '../../test/sql.ts'

const TOTALS = 'totalQuantity subtotal { amount }'
const LINES = 'lines { quantity total { amount } }'

interface Totals {
  totalQuantity: number
  subtotal: { amount: number }
}
type Cart = Totals & { lines: { quantity: number; total: { amount: number } }[] }

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

async function ask<T>(buyer: Buyer, query: string, variables = {}): Promise<T> {
  const { data, errors } = await buyer.request<{ answer: T }>(query, variables)
  expect(errors).toBeUndefined()
  return data.answer
}
const add = async (buyer: Buyer, id: string, n: number, fields = TOTALS): Promise<Totals> => {
  const { cart } = await ask<{ cart: Totals }>(
    buyer,
    `mutation ($id: ID!, $n: Int!) { answer: addToCart(variantId: $id, quantity: $n) { cart { ${fields} } } }`,
    { id, n },
  )
  return cart
}
const set = async (buyer: Buyer, id: string, n: number): Promise<Totals> => {
  const { cart } = await ask<{ cart: Totals }>(
    buyer,
    `mutation ($id: ID!, $n: Int!) { answer: setCartLine(variantId: $id, quantity: $n) { cart { ${TOTALS} } } }`,
    { id, n },
  )
  return cart
}
const totalsOf = (buyer: Buyer): Promise<Totals> => ask(buyer, `{ answer: cart { ${TOTALS} } }`)
const cartOf = (buyer: Buyer): Promise<Cart> => ask(buyer, `{ answer: cart { ${TOTALS} ${LINES} } }`)

/** The commands that Redis runs on carts of this shop during `work`, those of scripts included. */
async function commandsOn(shop: TestShop, work: () => Promise<unknown>): Promise<string[]> {
  const monitor = await api.app.redis.duplicate().monitor()
  const commands: string[] = []
  monitor.on('monitor', (_time: string, [name = '', key = '']: string[]) => {
    if (key.startsWith(`cart:{${shop.id}:`)) commands.push(name.toUpperCase())
  })
  await work()
  await api.app.redis.ping()
  monitor.disconnect()
  return commands
}

async function changePrice(shop: TestShop, index: number, price: number): Promise<void> {
  const variantId = shop.variants[index]!.id
  await executeInShop(api, shop, 'update variant set price = $1 where id = $2', price, variantId)
  const cached = (await api.app.shops.find('id', shop.id))!
  await vi.waitFor(async () =>
    expect((await api.app.catalogs.of(cached)).variants.get(variantId)?.price.amount).toBe(price),
  )
}

describe('totals without lines', () => {
  test('are read and changed with the same commands, whatever the number of lines', async () => {
    const shop = await createShop(api, { variants: Array.from({ length: 60 }, () => ({})) })
    const buyer = newBuyer(api, shop)
    const changeAndRead = () =>
      commandsOn(shop, async () => {
        await add(buyer, shop.variants[0]!.id, 1)
        await totalsOf(buyer)
      })
    await totalsOf(buyer)
    await add(buyer, shop.variants[0]!.id, 1)
    const withOneLine = await changeAndRead()
    for (const { id } of shop.variants) await add(buyer, id, 1)
    expect(await changeAndRead()).toEqual(withOneLine)
    expect(withOneLine).not.toContain('HGETALL')
  })

  test('are computed and stored again after a price has changed', async () => {
    const shop = await createShop(api)
    const buyer = newBuyer(api, shop)
    await add(buyer, shop.variants[0]!.id, 2)
    await add(buyer, shop.variants[1]!.id, 1)
    await changePrice(shop, 0, 700)
    expect(await totalsOf(buyer)).toEqual({ totalQuantity: 3, subtotal: { amount: 2 * 700 + 2500 } })
    await vi.waitFor(async () =>
      expect(await commandsOn(shop, () => totalsOf(buyer))).toEqual(['EXPIRE', 'HMGET']),
    )
  })

  test('exclude what is no longer sold, before and after its line is removed', async () => {
    const shop = await createShop(api)
    const buyer = newBuyer(api, shop)
    const [withdrawn, sold] = shop.variants
    await add(buyer, withdrawn!.id, 2)
    await add(buyer, sold!.id, 1)
    await executeAllInShop(api, shop, [
      ['delete from stock where variant_id = $1', withdrawn!.id],
      ['delete from variant where id = $1', withdrawn!.id],
    ])
    const cached = (await api.app.shops.find('id', shop.id))!
    await vi.waitFor(async () =>
      expect((await api.app.catalogs.of(cached)).variants.has(withdrawn!.id)).toBe(false),
    )
    const expected = { totalQuantity: 1, subtotal: { amount: 2500 } }
    expect(await totalsOf(buyer)).toEqual(expected)
    await vi.waitFor(async () =>
      expect(await commandsOn(shop, () => totalsOf(buyer))).toEqual(['EXPIRE', 'HMGET']),
    )
    expect(await set(buyer, withdrawn!.id, 0)).toEqual(expected)
    expect(await totalsOf(buyer)).toEqual(expected)
  })

  test('of a cart that an older version stored are computed from its lines', async () => {
    const shop = await createShop(api)
    const buyer = newBuyer(api, shop)
    await add(buyer, shop.variants[0]!.id, 1)
    const [cart = ''] = await api.app.redis.keys(`cart:{${shop.id}:*`)
    const [first, second] = shop.variants
    await api.app.redis.del(cart)
    await api.app.redis.hset(cart, {
      version: 'v',
      next: '2',
      total: '3300',
      [first!.id]: '1:2:900',
      [second!.id]: '2:1:1500',
    })
    expect(await add(buyer, first!.id, 1)).toEqual({
      totalQuantity: 4,
      subtotal: { amount: 3 * 1000 + 2500 },
    })
    expect(await totalsOf(buyer)).toEqual({ totalQuantity: 4, subtotal: { amount: 3 * 1000 + 2500 } })
  })

  test('equal the sum of the lines after any changes of cart, prices and stock', async () => {
    const shop = await createShop(api, { variants: [{}, {}, {}, {}] })
    const index = fc.nat(3)
    const change = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({
          kind: fc.constant('add' as const),
          index,
          n: fc.integer({ min: 1, max: 30 }),
        }),
      },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('set' as const), index, n: fc.nat(30) }) },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('price' as const),
          index,
          n: fc.integer({ min: 1, max: 9000 }),
        }),
      },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
        const buyer = newBuyer(api, shop)
        await totalsOf(buyer)
        for (const { kind, index, n } of changes) {
          const { id } = shop.variants[index]!
          if (kind === 'price') await changePrice(shop, index, n)
          const shown =
            kind === 'add'
              ? await add(buyer, id, n)
              : kind === 'set'
                ? await set(buyer, id, n)
                : await totalsOf(buyer)
          const { lines } = await cartOf(buyer)
          const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
          expect(shown).toEqual({
            totalQuantity: sum(lines.map(({ quantity }) => quantity)),
            subtotal: { amount: sum(lines.map(({ total }) => total.amount)) },
          })
        }
      }),
      { numRuns: 25 },
    )
  })
})

describe('lines that are asked for', () => {
  test.each([
    ['by a field', `{ answer: cart { ${LINES} } }`],
    ['with an alias', '{ answer: cart { items: lines { quantity } } }'],
    ['in an inline fragment', `{ answer: cart { ... on Cart { ${LINES} } } }`],
    [
      'in nested fragments',
      `{ answer: cart { ...a } } fragment a on Cart { ...b } fragment b on Cart { ${LINES} }`,
    ],
    ['by a directive that includes them', '{ answer: cart { lines @include(if: true) { quantity } } }'],
    ['by a second selection of the cart', `{ answer: cart { totalQuantity } answer: cart { ${LINES} } }`],
  ])('%s are returned', async (_how, query) => {
    const shop = await createShop(api)
    const buyer = newBuyer(api, shop)
    await add(buyer, shop.variants[0]!.id, 2)
    const cart = await ask<Record<string, { quantity: number }[]>>(buyer, query)
    expect((cart['lines'] ?? cart['items'])?.map(({ quantity }) => quantity)).toEqual([2])
  })

  test('in the payload of a mutation, through a fragment, are returned', async () => {
    const shop = await createShop(api)
    const { cart } = await ask<{ cart: Cart }>(
      newBuyer(api, shop),
      `mutation ($id: ID!) { answer: addToCart(variantId: $id) { ...payload } }
       fragment payload on CartPayload { cart { ${LINES} } }`,
      { id: shop.variants[0]!.id },
    )
    expect(cart.lines).toMatchObject([{ quantity: 1 }])
  })
})
