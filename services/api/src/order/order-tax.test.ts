import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { address, buyerWithCart, orderInput } from '../../test/checkout.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

const TAX = `taxes { taxBasisPoints base { amount } tax { amount } } taxExemption taxTotal { amount } total { amount }`
const ORDER = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) {
  order { code ${TAX} legalMention lines { unitPrice { amount } taxBasisPoints discounts { label } total { amount } } shippingDiscounts { label } }
  userErrors { code field } } }`
const QUOTE = `query ($country: String!, $postcode: String, $vat: String, $method: ID) {
  quote(countryCode: $country, postalCode: $postcode, vatNumber: $vat, shippingMethodId: $method) { ${TAX} } }`

interface Tax {
  taxes: { taxBasisPoints: number; base: { amount: number }; tax: { amount: number } }[]
  taxExemption: string | null
  taxTotal: { amount: number }
  total: { amount: number }
}
type PlacedOrder = Tax & { code: string; legalMention: string | null; lines: object[] }

/** Quotes and orders one lamp for 60 € and one book for 20 €, by a delivery for 4,90 €. Both must carry the same tax. */
async function order(at: TestShop, countryCode: string, postalCode: string, vatNumber?: string) {
  const buyer = await buyerWithCart(api, at, [1, 1], { 'accept-language': 'fr' })
  const { data: quoted } = await buyer.request<{ quote: Tax }>(QUOTE, {
    country: countryCode,
    postcode: postalCode,
    vat: vatNumber,
    method: at.shippingMethodId,
  })
  const input = orderInput(at, { vatNumber, billingAddress: { ...address, countryCode, postalCode } })
  const { data } = await buyer.request<{ placeOrder: { order: PlacedOrder | null; userErrors: object[] } }>(
    ORDER,
    {
      input,
    },
  )
  const placed = data.placeOrder.order
  if (placed) expect(placed).toMatchObject(quoted.quote)
  return { placed, userErrors: data.placeOrder.userErrors }
}

const shopWith = async (sql = ''): Promise<TestShop> => {
  const at = await createShop(api, { variants: [{ price: 6000 }, { price: 2000, taxCategory: 'BOOKS' }] })
  if (sql) {
    await executeInShop(api, at, `update shop set ${sql} where id = $1`, at.id)
    await api.app.shops.reload([at.id])
  }
  return at
}

const byRate = (placed: PlacedOrder | null) =>
  placed?.taxes.map(({ taxBasisPoints, base, tax }) => [taxBasisPoints, base.amount, tax.amount])

test('an order within France stores its VAT by rate', async () => {
  const { placed } = await order(await shopWith(), 'FR', '75002')
  expect(byRate(placed)).toEqual([
    [550, 1896, 104],
    [2000, 5408, 1082],
  ])
  expect(placed).toMatchObject({
    taxExemption: null,
    legalMention: null,
    taxTotal: { amount: 1186 },
    total: { amount: 8490 },
    lines: [
      { unitPrice: { amount: 6000 }, taxBasisPoints: 2000, discounts: [], total: { amount: 6000 } },
      { unitPrice: { amount: 2000 }, taxBasisPoints: 550, discounts: [], total: { amount: 2000 } },
    ],
  })
})

test('an order to Réunion given as FR is an export: the same price without VAT, with the legal mention', async () => {
  const { placed } = await order(await shopWith(), 'FR', '97400')
  expect(byRate(placed)).toEqual([[0, 8490, 0]])
  expect(placed).toMatchObject({
    taxExemption: 'EXPORT',
    legalMention: 'Exonération de TVA, articles 262 I et 294, 2 du CGI',
  })
})

test('with the one-stop shop an order to Sweden carries Swedish VAT, and counts towards the threshold', async () => {
  const at = await shopWith(`oss_since = '2026-01-01'`)
  const { placed } = await order(at, 'SE', '111 22')
  expect(placed?.taxes.map(({ taxBasisPoints }) => taxBasisPoints)).toEqual([600, 2500])
  expect(
    await queryInShop(
      api,
      at,
      'select tax_territory, is_distance_sale from "order" where code = $1',
      placed?.code,
    ),
  ).toEqual([{ tax_territory: 'SE', is_distance_sale: true }])
})

test('with the same net price an order to Sweden costs more, and one to the United States less', async () => {
  const at = await shopWith(`oss_since = '2026-01-01', price_mode = 'SAME_NET'`)
  expect((await order(at, 'SE', '111 22')).placed?.total.amount).toBe(6250 + 2009 + 510)
  expect((await order(at, 'US', '10001')).placed?.total.amount).toBe(5000 + 1896 + 408)
})

test('a VAT number exempts an order only if its check is recorded', async () => {
  const at = await shopWith()
  expect((await order(at, 'DE', '10115', 'DE123456789')).placed).toMatchObject({ taxExemption: null })
  await executeInShop(
    api,
    at,
    `insert into vat_check (shop_id, id, number, country, checked_on, reference) values ($1, $2, 'DE123456789', 'DE', '2026-11-29', 'WAPIAAAA')`,
    at.id,
    v7(),
  )
  expect((await order(at, 'DE', '10115', 'de 123 456 789')).placed).toMatchObject({
    taxExemption: 'INTRA_COMMUNITY',
    legalMention: 'Exonération de TVA, article 262 ter I du CGI',
    taxTotal: { amount: 0 },
  })
})

test('a VAT number of no member state is refused at its field', async () => {
  expect(await order(await shopWith(), 'DE', '10115', 'DE12')).toEqual({
    placed: null,
    userErrors: [{ code: 'VAT_NUMBER_NOT_EUROPEAN', field: ['vatNumber'] }],
  })
})

test('an exempt small business charges no VAT, and says so', async () => {
  const { placed } = await order(await shopWith('is_small_business = true'), 'FR', '75002')
  expect(placed).toMatchObject({
    taxExemption: 'SMALL_BUSINESS',
    legalMention: 'TVA non applicable, article 293 B du CGI',
    taxTotal: { amount: 0 },
    total: { amount: 8490 },
  })
})

test('a delivery is offered at the price that its quote charges at the destination', async () => {
  const at = await shopWith(`oss_since = '2026-01-01', price_mode = 'SAME_NET'`)
  await executeInShop(
    api,
    at,
    `insert into vat_check (shop_id, id, number, country, checked_on, reference) values ($1, $2, 'DE123456789', 'DE', '2026-11-01', 'W1')`,
    at.id,
    v7(),
  )
  const buyer = await buyerWithCart(api, at, [1, 1])
  const offered = async (country: string, postcode: string, vat?: string) => {
    const { data } = await buyer.request<{
      shippingMethods: { price: { amount: number } }[]
      quote: { shippingTotal: { amount: number } }
    }>(
      `query ($country: String!, $postcode: String, $vat: String, $method: ID) {
        shippingMethods(countryCode: $country, postalCode: $postcode, vatNumber: $vat) { price { amount } }
        quote(countryCode: $country, postalCode: $postcode, vatNumber: $vat, shippingMethodId: $method) { shippingTotal { amount } } }`,
      { country, postcode, vat, method: at.shippingMethodId },
    )
    return [data.shippingMethods[0]?.price.amount, data.quote.shippingTotal.amount]
  }
  expect(await offered('FR', '75002')).toEqual([490, 490])
  expect(await offered('SE', '111 22')).toEqual([510, 510])
  expect(await offered('CH', '8001')).toEqual([408, 408])
  expect(await offered('DE', '10115')).toEqual([486, 486])
  expect(await offered('DE', '10115', 'DE123456789')).toEqual([408, 408])
})

test('a quote tells what a VAT number does, only where it makes a difference', async () => {
  const at = await shopWith()
  await executeInShop(
    api,
    at,
    `insert into vat_check (shop_id, id, number, country, checked_on, reference) values ($1, $2, 'DE123456789', 'DE', '2026-11-01', 'W1')`,
    at.id,
    v7(),
  )
  const buyer = await buyerWithCart(api, at, [1, 1])
  const quoted = async (country: string, vat: string | null = null) => {
    const { data } = await buyer.request<{
      quote: { vatNumberStatus: string | null; taxTotal: { amount: number } }
    }>(
      'query ($country: String!, $vat: String) { quote(countryCode: $country, vatNumber: $vat) { vatNumberStatus taxTotal { amount } } }',
      { country, vat },
    )
    return [data.quote.vatNumberStatus, data.quote.taxTotal.amount]
  }
  expect(await quoted('DE')).toEqual(['ABSENT', 1104])
  expect(await quoted('DE', ' ')).toEqual(['ABSENT', 1104])
  expect(await quoted('DE', 'de 123 456 789')).toEqual(['CHECKED', 0])
  expect(await quoted('DE', 'DE999999999')).toEqual(['UNCHECKED', 1104])
  expect(await quoted('DE', 'FR40303265045')).toEqual(['DOMESTIC', 1104])
  for (const refused of ['none', 'GB123456789', 'CHE123456789MWST'])
    expect(await quoted('DE', refused)).toEqual(['INVALID', 1104])
  for (const country of ['FR', 'MC', 'CH', 'RE']) expect((await quoted(country, 'DE123456789'))[0]).toBeNull()
  await executeInShop(api, at, 'update shop set is_small_business = true where id = $1', at.id)
  await api.app.shops.reload([at.id])
  expect(await quoted('DE', 'DE123456789')).toEqual([null, 0])
})
