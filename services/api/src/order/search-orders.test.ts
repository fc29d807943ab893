import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApiAndBank, type ApiAndBank } from '../../test/bank/bank.ts'
import { createTestContract, startBankPayment } from '../../test/bank/bank-payment.ts'
import { createCertificationScenario } from '../../test/certification.ts'
import { address, buyerWithCart, orderInput, placeOrder, type PlacedOrder } from '../../test/checkout.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'

let api: ApiAndBank['api']
let bank: ApiAndBank['bank']
let stop: ApiAndBank['stop']
beforeAll(async () => {
  ;({ api, bank, stop } = await startApiAndBank())
}, 60_000)
afterAll(() => stop(), 60_000)

type Headers = Record<string, string>

/** The codes of the orders found. */
async function find(headers: Headers, search: string): Promise<string[]> {
  const query =
    'query ($search: String) { orders(filter: { search: $search }) { nodes { code } totalCount } }'
  const { data } = await merchant<{ orders: { nodes: { code: string }[]; totalCount: number } }>(
    api,
    query,
    { search },
    headers,
  )
  expect(data.orders.totalCount).toBe(data.orders.nodes.length)
  return data.orders.nodes.map(({ code }) => code)
}

async function place(shop: TestShop, changes: Record<string, unknown> = {}): Promise<PlacedOrder> {
  const { order, userErrors } = await placeOrder(
    await buyerWithCart(api, shop, [1]),
    orderInput(shop, changes),
  )
  if (!order) throw new Error(JSON.stringify(userErrors))
  return order
}

describe('searching by buyer and by order data', () => {
  let shop: TestShop
  let headers: Headers
  let viewer: Headers
  let order: PlacedOrder

  beforeAll(async () => {
    shop = await createShop(api)
    headers = await headersOf(api, shop, 'CERTIFIER')
    viewer = await headersOf(api, shop, 'VIEWER')
    await executeInShop(
      api,
      shop,
      `update product set name = 'Théière en grès « Brume »' where slug = 'product-1'`,
    )
    await executeInShop(api, shop, `update variant set sku = 'TH-042/B' where sku = 'SKU-1'`)
    api.app.catalogs.invalidateAll()
    order = await place(shop, {
      email: 'Zoe_100%@Ateliers.Example',
      billingAddress: {
        ...address,
        firstName: 'Marie-Cœur',
        lastName: 'L’Hôpital Łukasz',
        company: 'Straße & Søn',
        phone: '+33 (0)6 12 34 56 78',
        postalCode: '75011',
      },
      shippingAddress: { ...address, lastName: 'Mu\u0308ller', countryCode: 'GB', postalCode: 'SW1A 1AA' },
    })
    await place(shop)
  })

  test.each([
    ['a first name', 'marie'],
    ['a last name in capitals', 'L’HOPITAL'],
    ['a last name without its apostrophe', 'lhopital'],
    ['a typewriter apostrophe', "l'hôpital"],
    ['the part of a name after the apostrophe', 'hopital'],
    ['a double name in one word', 'mariecoeur'],
    ['a ligature spelled out', 'coeur'],
    ['a letter with a stroke', 'lukasz'],
    ['a sharp s spelled out', 'strasse'],
    ['the letter o with a stroke', 'son'],
    ['an accent that was typed decomposed', 'Müller'],
    ['the same without its accent', 'muller'],
    ['two words, two spaces', 'muller  marie'],
    ['words in any order with a comma', 'Müller, Marie'],
    ['the beginning of a word', 'müll'],
    ['a company', 'straße'],
    ['an email address', 'zoe_100%@ateliers.example'],
    ['the beginning of an email address', 'ZOE_100%@'],
    ['the domain of an email address', '@ateliers.example'],
    ['a telephone number as dialled at home', '06 12 34 56 78'],
    ['a telephone number as dialled from abroad', '+33 6 12 34 56 78'],
    ['a telephone number with the zeros that are dialled', '0033612345678'],
    ['a telephone number as it was written', '+33 (0)6 12 34 56 78'],
    ['the beginning of a telephone number', '0612'],
    ['a postcode', '75011'],
    ['a postcode with a space', 'sw1a 1aa'],
    ['a postcode without its space', 'SW1A1AA'],
    ['a name and a postcode', 'müller sw1a'],
  ])('%s: "%s" is found, but not by a VIEWER', async (_what, search) => {
    expect(await find(headers, search)).toEqual([order.code])
    expect(await find(viewer, search)).toEqual([])
  })

  test.each([
    ['a product', () => 'theiere'],
    ['two words of a product', () => 'brume grès'],
    ['a SKU', () => 'TH-042/B'],
    ['a SKU without punctuation', () => 'th042b'],
    ['a code', () => order.code],
    ['a code in lower case', () => order.code.toLowerCase()],
    ['a code after a hash', () => `#${order.code}`],
    ['a code with a space', () => ` ${order.code.slice(0, 4)} ${order.code.slice(4)} `],
    ['the beginning of a code', () => order.code.slice(0, 5)],
  ])('%s is found, by a VIEWER too', async (_what, search) => {
    const found = await find(headers, search())
    expect(found).toContain(order.code)
    expect(await find(viewer, search())).toEqual(found)
  })

  test.each([
    ['the middle of a word', 'opital'],
    ['a word of another order beside one of this', 'marie camille zzz'],
    ['a word of the order beside one of no order', 'brume zzz'],
    ['an at sign after punctuation', '!@'],
    ['a percent sign', '%'],
    ['an underscore', '_'],
    ['a backslash', '\\'],
    ['a quote', "'"],
    ['a question mark', '?'],
    ['a word and a quote that ends SQL', "marie' or true --"],
    ['a hash', '#'],
  ])('%s finds nothing: "%s"', async (_what, search) => {
    expect(await find(headers, search)).toEqual([])
  })

  test('a name and a product are found together, which a VIEWER cannot use to learn the name', async () => {
    expect(await find(headers, 'muller brume')).toEqual([order.code])
    expect(await find(viewer, 'muller brume')).toEqual([])
  })

  test('another shop finds none of it', async () => {
    const theirs = await headersOf(api, await createShop(api), 'OWNER')
    for (const search of ['muller', order.code, 'brume', '0612345678'])
      expect(await find(theirs, search)).toEqual([])
  })

  test('once the buyer’s data is overwritten, no word of it is left', async () => {
    const erased = await place(shop, { billingAddress: { ...address, lastName: 'Vandenberghe' } })
    expect(await find(headers, 'vandenberghe')).toEqual([erased.code])
    await executeInShop(
      api,
      shop,
      `update "order" set email = 'erased@triclic.invalid', billing_address = '{}', shipping_address = '{}' where id = $1`,
      erased.id,
    )
    expect(await find(headers, 'vandenberghe')).toEqual([])
    const words = await queryInShop<{ token: string }>(
      api,
      shop,
      'select token from order_search where order_id = $1 and of_buyer order by token',
      erased.id,
    )
    expect(words.map(({ token }) => token)).toEqual(['erased@triclic.invalid', 'triclicinvalid'])
    expect(await find(headers, erased.code)).toEqual([erased.code])
  })

  test('a word that begins another of the same buyer is found, and not stored', async () => {
    const placed = await place(shop, { email: 'quentin.dupont@example.org' })
    for (const typed of ['quentin', 'dupont', 'quentindup', 'quentin.dupont@'])
      expect(await find(headers, typed)).toEqual([placed.code])
    const words = await queryInShop<{ token: string }>(
      api,
      shop,
      "select token from order_search where order_id = $1 and token like 'quentin%' order by token",
      placed.id,
    )
    expect(words.map(({ token }) => token)).toEqual(['quentin.dupont@example.org', 'quentindupont'])
  })
})

test('a bank payment is found by its reference, its transaction’s id and UUID, and its authorization number', async () => {
  const contract = await createTestContract(api, bank, 'lyra')
  const viewer = await headersOf(api, contract.shop, 'VIEWER')
  const { order, id } = await startBankPayment(api, bank, contract)
  await startBankPayment(api, bank, contract)
  await bank.call('POST', `/api/payments/${id}/notify`, { outcome: 'paid' })
  const [attempt] = await queryInShop<Record<'reference' | 'trans_id' | 'uuid' | 'number', string>>(
    api,
    contract.shop,
    `select a.reference, a.bank_transaction_id as uuid, a.authorization_number as number,
       (select f ->> 'value' from jsonb_array_elements(a.redirect -> 'fields') f where f ->> 'name' = 'vads_trans_id') as trans_id
     from payment_attempt a join "order" o on o.id = a.order_id where o.code = $1`,
    order.code,
  )
  const { reference = '', trans_id: transId = '', uuid = '', number = '' } = attempt ?? {}
  for (const search of [reference, transId, uuid, uuid.toUpperCase(), uuid.replaceAll('-', '')]) {
    expect(search).not.toBe('')
    expect(await find(viewer, search)).toEqual([order.code])
  }
  expect(number).not.toBe('')
  expect(await find(viewer, number)).toContain(order.code)
})

test('a certified order is found by the authorization number and the bank’s reference', async () => {
  const { shop, placeOrderWithCard, certify } = await createCertificationScenario(api)
  const headers = await headersOf(api, shop, 'VIEWER')
  const [order] = [await placeOrderWithCard(), await placeOrderWithCard()]
  const input = { authorizationNumber: 'A1B2C3', bankReference: 'Ticket 77-804' }
  expect((await certify(order, input)).userErrors).toEqual([])
  for (const search of ['a1b2c3', 'ticket', '77-804', 'TICKET 77804', 'ticket77804'])
    expect(await find(headers, search)).toEqual([order.code])
})

test('no word of an order paid by card contains digits of the card', async () => {
  const { shop, placeOrderWithCard } = await createCertificationScenario(api)
  await placeOrderWithCard()
  const words = await queryInShop<{ token: string }>(api, shop, 'select token from order_search')
  expect(words.length).toBeGreaterThan(5)
  expect(words.filter(({ token }) => /4242|\d{11,}/.test(token))).toEqual([])
})
