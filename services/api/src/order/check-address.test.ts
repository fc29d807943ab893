import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { queryInShop } from '../../test/sql.ts'
import { newBuyer } from '../../test/buyer.ts'
import { address, buyerWithCart, orderInput, placeOrder } from '../../test/checkout.ts'
import { createShop, type TestShop } from '../../test/shop.ts'

let api: TestApi
let shop: TestShop
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
})
afterAll(() => api.stop())

/** Places an order with this billing address and returns its errors, as `field: code`. */
async function errorsOf(change: Record<string, unknown>): Promise<string[]> {
  const input = orderInput(shop, { billingAddress: { ...address, ...change } })
  const { userErrors } = await placeOrder(await buyerWithCart(api, shop, [1]), input)
  return userErrors.map(({ code, field }) => `${field?.join('.')}: ${code}`)
}

describe('a postcode', () => {
  test.each([
    ['HK', ''],
    ['AE', ''],
    ['IE', ''],
    ['PA', ''],
    ['IE', 'D02 X285'],
    ['FR', '29 000'],
    ['FR', 'F-29000'],
    ['GB', 'sw1a1aa'],
    ['US', '10001-1234'],
    ['PL', '00950'],
    ['LV', '1010'],
    ['NL', '1012 ab'],
    ['JP', '〒１５０－０００１'],
    ['MC', '98000'],
  ])('of %s is accepted: %j', async (countryCode, postalCode) => {
    expect(await errorsOf({ countryCode, postalCode })).toEqual([])
  })

  test.each([
    ['FR', '2900'],
    ['FR', ''],
    ['FR', '-'],
    ['GB', '75002'],
    ['US', '1000'],
    ['DE', 'Berlin'],
    ['HK', '-'],
  ])('of %s is refused: %j', async (countryCode, postalCode) => {
    expect(await errorsOf({ countryCode, postalCode })).toEqual([
      'billingAddress.postalCode: INVALID_ADDRESS',
    ])
  })

  test('is required, optional or not used, depending on the country', async () => {
    const { data } = await newBuyer(api, shop).request<{
      shop: { countries: { code: string; postalCode: string }[] }
    }>('{ shop { countries { code postalCode } } }')
    const uses = new Map(data.shop.countries.map(({ code, postalCode }) => [code, postalCode]))
    expect(uses.size).toBe(249)
    expect(uses.has('XK')).toBe(false)
    for (const code of ['FR', 'GB', 'US', 'RE']) expect([code, uses.get(code)]).toEqual([code, 'REQUIRED'])
    for (const code of ['IE', 'MC', 'KP']) expect([code, uses.get(code)]).toEqual([code, 'OPTIONAL'])
    for (const code of ['HK', 'AE', 'PA']) expect([code, uses.get(code)]).toEqual([code, 'NONE'])
  })

  test('is not checked without a country that exists', async () => {
    expect(await errorsOf({ countryCode: 'XX', postalCode: '2900' })).toEqual([
      'billingAddress.countryCode: INVALID_ADDRESS',
    ])
  })
})

describe('a name', () => {
  test.each([
    ['a hyphen', '-'],
    ['a full stop', '.'],
    ['digits', '123'],
    ['emoji', '🙂👍🏽'],
    ['a flag', '🇫🇷'],
    ['zero-width spaces', '\u200B\u200B'],
    ['zero-width joiners', '\u200D\u200C'],
    ['a byte order mark', '\uFEFF'],
    ['controls of direction', '\u202E\u2066\u200F'],
    ['Hangul fillers', '\u3164\u115F\uFFA0'],
    ['a soft hyphen', '\u00AD'],
    ['a blank Braille pattern', '\u2800'],
    ['a lone accent', '\u0301'],
  ])('that consists of %s is refused', async (_what, name) => {
    for (const field of ['firstName', 'lastName'])
      expect(await errorsOf({ [field]: name })).toEqual([`billingAddress.${field}: INVALID_ADDRESS`])
  })

  test.each(['É', 'O’Brien-Łukasz', '李', 'نیل\u200Cوفر', 'Müller 🙂', 'a\u0301lvaro'])(
    'with letters of any script is accepted: %j',
    async (name) => {
      expect(await errorsOf({ firstName: name, lastName: name })).toEqual([])
    },
  )

  test('is stored without invisible characters, except joiners', async () => {
    const email = 'invisible@buyers.test'
    const billingAddress = { ...address, firstName: '\u202ACa\u200Bmille\u202C', lastName: 'نیل\u200Cوفر' }
    const input = orderInput(shop, { email, billingAddress })
    expect((await placeOrder(await buyerWithCart(api, shop, [1]), input)).userErrors).toEqual([])
    const [row] = await queryInShop<{ stored: { firstName: string; lastName: string } }>(
      api,
      shop,
      'select billing_address as stored from "order" where email = $1',
      email,
    )
    expect(row?.stored).toMatchObject({ firstName: 'Camille', lastName: 'نیل\u200Cوفر' })
  })
})

test.each(['-', '🙂', '\u200B', '\u3164'])('a street or city that is only %j is refused', async (text) => {
  for (const field of ['line1', 'city'])
    expect(await errorsOf({ [field]: text })).toEqual([`billingAddress.${field}: INVALID_ADDRESS`])
})

describe('a phone number', () => {
  test.each([
    '+49 151 1234 5678 / 22',
    '+49 151 1234 5678',
    '+49 (0)151 1234-5678-22',
    '0049 151 1234 5678, 22',
    '+33 6 12 34 56 78 poste 12',
    '+44 151 123 4567 ext. 89',
    '\u202A+33 6 12 34 56 78\u202C',
  ])('is not mistaken for a card: %j', async (phone) => {
    expect(await errorsOf({ phone })).toEqual([])
  })

  test('that is a card number is refused, however it is written', async () => {
    for (const phone of [
      '+4242 4242 4242 / 4242',
      '+42424242 42424 / 242',
      '+3782 822463 / 10005',
      '4242424242424242',
    ])
      expect(await errorsOf({ phone })).toEqual(['billingAddress.phone: CARD_NUMBER_IN_TEXT'])
  })
})
