import { afterAll, beforeAll, expect, test } from 'vitest'
import { graphql, startTestApi, type TestApi } from '../../../../test/api.ts'
import { placeTestOrder, type PlacedOrder } from '../../../../test/bank/bank.ts'
import { countStored, payByTestCard } from '../../../../test/card.ts'
import { headersOf, merchant } from '../../../../test/member.ts'
import { createShop, type TestShop } from '../../../../test/shop.ts'
import { executeInShop } from '../../../../test/sql.ts'

let api: TestApi
let shop: TestShop
let owner: Record<string, string>
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  owner = await headersOf(api, shop, 'OWNER')
})
afterAll(() => api?.stop())

const settings = { orderDelaySeconds: 86_400, bankDelaySeconds: 86_400, keptRetentionSeconds: 86_400 }

async function offerCards(cardOffer: string): Promise<void> {
  const { data } = await merchant<{ changed: { settings: { cardOffer: string; cardsAccepted: boolean } } }>(
    api,
    `mutation ($input: ChangeShopSettingsInput!) {
      changed: changeShopSettings(input: $input) { settings { cardOffer cardsAccepted } userErrors { code } } }`,
    { input: { ...settings, cardOffer } },
    owner,
  )
  expect(data.changed.settings).toEqual({ cardOffer, cardsAccepted: cardOffer !== 'NOBODY' })
  await expect
    .poll(async () => {
      const cached = await api.app.shops.find('id', shop.id)
      return cached?.paymentModes.includes('CARD') ? cached.cardOffer : 'NOBODY'
    })
    .toBe(cardOffer)
}

async function placeOrder(channel: string, countryCode: string): Promise<PlacedOrder> {
  const order = await placeTestOrder(api, shop)
  await executeInShop(
    api,
    shop,
    `update "order" set channel = $1, billing_address = jsonb_set(billing_address, '{countryCode}', to_jsonb($2::text)) where code = $3`,
    channel,
    countryCode,
    order.code,
  )
  return order
}

async function methodsOf(order: PlacedOrder): Promise<string[]> {
  const { data } = await graphql<{ order: { paymentMethods: string[] } }>(
    `${api.url}/graphql`,
    'query ($code: String!, $token: String!) { order(code: $code, token: $token) { paymentMethods } }',
    { code: order.code, token: order.token },
    order.headers,
  )
  return data.order.paymentMethods
}

async function methodsIn(
  billingCountry: string,
): Promise<{ paymentModes: string[]; paymentMethods: string[] }> {
  const { data } = await graphql<{ shop: { paymentModes: string[]; paymentMethods: string[] } }>(
    `${api.url}/graphql`,
    'query ($c: String!) { shop { paymentModes paymentMethods(billingCountry: $c) } }',
    { c: billingCountry },
    { 'x-shop-key': shop.key },
  )
  return data.shop
}

test.each([
  ['NOBODY', 'WEB', 'US', 'PAYMENT_MODE_NOT_AVAILABLE'],
  ['NOBODY', 'TELEPHONE', 'FR', 'PAYMENT_MODE_NOT_AVAILABLE'],
  ['TELEPHONE_AND_MAIL', 'WEB', 'FR', 'CARD_NOT_OFFERED'],
  ['TELEPHONE_AND_MAIL', 'WEB', 'US', 'CARD_NOT_OFFERED'],
  ['TELEPHONE_AND_MAIL', 'TELEPHONE', 'FR', null],
  ['TELEPHONE_AND_MAIL', 'MAIL', 'US', null],
  ['OUTSIDE_EEA', 'WEB', 'FR', 'CARD_NOT_OFFERED'],
  ['OUTSIDE_EEA', 'WEB', 'NO', 'CARD_NOT_OFFERED'],
  ['OUTSIDE_EEA', 'WEB', 'CH', null],
  ['OUTSIDE_EEA', 'TELEPHONE', 'FR', null],
  ['EVERYBODY', 'WEB', 'FR', null],
  ['EVERYBODY', 'MAIL', 'NO', null],
])('cards offered to %s: a %s order billed in %s answers %s', async (offer, channel, country, code) => {
  await offerCards(offer)
  const order = await placeOrder(channel, country)
  const before = await countStored(api, shop)
  expect(await methodsOf(order)).toEqual(code ? [] : ['CARD'])
  const answer = await payByTestCard(api, order)
  expect(answer.userErrors.map((error) => error.code)).toEqual(code ? [code] : [])
  const stored = code ? before.payments : before.payments + 1
  expect((await countStored(api, shop)).payments).toBe(stored)
})

test('the frontend learns what a buyer can use before the order, by billing country', async () => {
  await offerCards('OUTSIDE_EEA')
  expect(await methodsIn('US')).toEqual({ paymentModes: ['CARD'], paymentMethods: ['CARD'] })
  expect(await methodsIn('fr')).toEqual({ paymentModes: ['CARD'], paymentMethods: [] })
  expect((await methodsIn('nowhere')).paymentMethods).toEqual([])
  await offerCards('TELEPHONE_AND_MAIL')
  expect(await methodsIn('US')).toEqual({ paymentModes: [], paymentMethods: [] })
})

test('a card cannot be asked for again where it could not be given', async () => {
  await offerCards('EVERYBODY')
  const order = await placeOrder('WEB', 'FR')
  expect((await payByTestCard(api, order)).userErrors).toEqual([])
  await offerCards('OUTSIDE_EEA')
  const { data } = await merchant<{ requestCard: { userErrors: { code: string }[] } }>(
    api,
    'mutation ($c: String!) { requestCard(orderCode: $c) { userErrors { code } } }',
    { c: order.code },
    owner,
  )
  expect(data.requestCard.userErrors).toEqual([{ code: 'CARD_NOT_REQUESTABLE' }])
})

test('cards that are switched on again are offered to whom they were before', async () => {
  await offerCards('OUTSIDE_EEA')
  const accept = async (cardsAccepted: boolean) =>
    (
      await merchant<{ changed: { settings: { cardOffer: string } } }>(
        api,
        `mutation ($input: ChangeShopSettingsInput!) { changed: changeShopSettings(input: $input) { settings { cardOffer } } }`,
        { input: { ...settings, cardsAccepted } },
        owner,
      )
    ).data.changed.settings.cardOffer
  expect(await accept(false)).toBe('NOBODY')
  expect(await accept(true)).toBe('OUTSIDE_EEA')
  expect(await accept(true)).toBe('OUTSIDE_EEA')
})
