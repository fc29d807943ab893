import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/api.ts'
import { placeTestOrder } from '../../../../test/bank/bank.ts'
import { goodCard } from '../../../../test/card.ts'
import { headersOf, merchant } from '../../../../test/member.ts'
import { createShop, type TestShop } from '../../../../test/shop.ts'
import { executeInShop, queryInShop } from '../../../../test/sql.ts'

let api: TestApi
let shop: TestShop
let certifier: Record<string, string>
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  certifier = await headersOf(api, shop, 'CERTIFIER')
  await api.owner.query("update shop set card_offer = 'TELEPHONE_AND_MAIL' where id = $1", [shop.id])
})
afterAll(() => api?.stop())

interface Started {
  entry: { url: string; shopKey: string; orderToken: string } | null
  userErrors: { code: string }[]
}
async function start(code: string): Promise<Started> {
  const { data } = await merchant<{ payload: Started }>(
    api,
    `mutation ($c: String!) { payload: startCardEntry(orderCode: $c) { entry { url shopKey orderToken } userErrors { code } } }`,
    { c: code },
    certifier,
  )
  return data.payload
}

async function placeOrder(channel: string): Promise<{ code: string }> {
  const { code } = await placeTestOrder(api, shop)
  await executeInShop(api, shop, 'update "order" set channel = $1 where code = $2', channel, code)
  return { code }
}

const PAY = `mutation ($input: PayByCardInput!) { payByCard(input: $input) { order { status } userErrors { code } } }`

/** As the page of the member does it: from the origin of the portal. */
async function pay(code: string, { entry }: Started, origin = new URL(api.app.env.portalUrl).origin) {
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-shop-key': entry?.shopKey ?? '', origin },
    body: JSON.stringify({
      query: PAY,
      variables: { input: { orderCode: code, orderToken: entry?.orderToken, card: goodCard } },
    }),
  })
  const body = (await response.json()) as {
    data?: { payByCard: { order: { status: string } | null; userErrors: { code: string }[] } }
    errors?: { extensions: { code: string } }[]
  }
  return { allowed: response.headers.get('access-control-allow-origin'), ...body }
}

describe('a card that a member enters for an order taken by telephone', () => {
  test('goes from the page of the portal to the API, with a token that is accepted once', async () => {
    const order = await placeOrder('TELEPHONE')
    const started = await start(order.code)
    expect(started.entry?.url).toBe(`${api.app.env.apiUrl}/graphql`)
    const paid = await pay(order.code, started)
    expect(paid.allowed).toBe(new URL(api.app.env.portalUrl).origin)
    expect(paid.data?.payByCard).toEqual({ order: { status: 'AWAITING_CERTIFICATION' }, userErrors: [] })
    expect((await pay(order.code, started)).data?.payByCard.userErrors).toEqual([{ code: 'ORDER_NOT_FOUND' }])
    const [row] = await queryInShop<{ audit: number }>(
      api,
      shop,
      `select count(*)::int as audit from audit_entry where action = 'startCardEntry' and subject = $1`,
      order.code,
    )
    expect(row?.audit).toBe(1)
  })

  test('is preflighted for the portal, and for no stranger', async () => {
    const preflight = async (origin: string) =>
      (
        await fetch(`${api.url}/graphql`, {
          method: 'OPTIONS',
          headers: {
            origin,
            'access-control-request-method': 'POST',
            'access-control-request-headers': 'content-type, x-shop-key',
          },
        })
      ).headers.get('access-control-allow-origin')
    const portal = new URL(api.app.env.portalUrl).origin
    expect(await preflight(portal)).toBe(portal)
    expect(await preflight('https://stranger.test')).toBeNull()
  })

  test('is refused from another origin', async () => {
    const order = await placeOrder('MAIL')
    const answer = await pay(order.code, await start(order.code), 'https://stranger.test')
    expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN_ORIGIN')
    expect(answer.allowed).toBeNull()
  })

  test('only the newest token works', async () => {
    const order = await placeOrder('TELEPHONE')
    const first = await start(order.code)
    const second = await start(order.code)
    expect((await pay(order.code, first)).data?.payByCard.userErrors).toEqual([{ code: 'ORDER_NOT_FOUND' }])
    expect((await pay(order.code, second)).data?.payByCard.userErrors).toEqual([])
  })
})

test('no card can be entered for an order of the website, one that is not payable, or one that does not exist', async () => {
  const web = await placeOrder('WEB')
  expect(await start(web.code)).toEqual({ entry: null, userErrors: [{ code: 'CARD_NOT_REQUESTABLE' }] })
  const paid = await placeOrder('TELEPHONE')
  await executeInShop(api, shop, `update "order" set status = 'PAID' where code = $1`, paid.code)
  expect((await start(paid.code)).userErrors).toEqual([{ code: 'CARD_NOT_REQUESTABLE' }])
  expect((await start('UNKNOWN')).userErrors).toEqual([{ code: 'NOT_FOUND' }])
})
