import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BankTestBench, type StartedPayment } from '../../../../test/bank/bank-test-bench.ts'
import { headersOf, merchant } from '../../../../test/member.ts'
import { queryInShop } from '../../../../test/sql.ts'
import { protocolNames } from '../protocols/protocols.ts'

let bench: BankTestBench
beforeAll(async () => {
  bench = await BankTestBench.start()
})
afterAll(() => bench?.stop())

const LIST = `{ refusedNotifications(first: 1) { totalCount nodes { reason } } }`

interface Refusals {
  refusedNotifications: { totalCount: number; nodes: { reason: string }[] }
}

const ownerHeaders = new Map<string, Promise<Record<string, string>>>()

async function newestRefusal({ contract: { shop } }: StartedPayment) {
  const headers = ownerHeaders.get(shop.id) ?? headersOf(bench.api, shop, 'OWNER')
  ownerHeaders.set(shop.id, headers)
  const { data } = await merchant<Refusals>(bench.api, LIST, {}, await headers)
  return {
    count: data.refusedNotifications.totalCount,
    reason: data.refusedNotifications.nodes[0]?.reason,
  }
}

const post = (url: string, body: string | URLSearchParams, contentType?: string): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    body,
    redirect: 'manual',
    ...(contentType && { headers: { 'content-type': contentType } }),
  })

test('refuses a notification whose values are cut off within an emoji or a card number, and stores neither half', async () => {
  const payment = await bench.startPayment('lyra')
  const { api } = bench
  const { shop } = payment.contract
  const number = '4242424242424242'
  const body = new URLSearchParams({
    vads_order_id: `${'x'.repeat(79)}😀`,
    vads_trans_id: `${'x'.repeat(199)}😀`,
    vads_amount: `${'x'.repeat(190)}${number}`,
  })
  expect((await post(bench.callbackUrl(payment), body)).status).toBe(400)
  const [refused] = await queryInShop<{
    fields: [string, string][]
    displayed_fields: Record<string, string>
  }>(api, shop, 'select fields, displayed_fields from bank_notification_refused where shop_id = $1', shop.id)
  const stored = Object.fromEntries(refused?.fields ?? [])
  expect(refused?.displayed_fields['vads_order_id']).toBe(`${'x'.repeat(79)}\ufffd`)
  expect(stored['vads_trans_id']).toBe(`${'x'.repeat(199)}\ufffd`)
  expect(stored['vads_amount']).toBe(`${'x'.repeat(190)}[card]`)
})

describe.each(protocolNames)('%s', (protocol) => {
  const refusedStatus = protocol === 'monetico' ? 200 : 400

  test('a genuine notification with a final slash or another content type pays the order', async () => {
    for (const [slash, contentType] of [
      ['/', 'application/x-www-form-urlencoded; charset=ISO-8859-1'],
      ['', 'text/plain'],
      ['', 'application/octet-stream'],
    ] as const) {
      const payment = await bench.startPayment(protocol)
      const { method, sent } = await bench.interceptNotification(payment)
      const url = bench.callbackUrl(payment) + slash
      const response = await (method === 'GET' ? fetch(`${url}?${sent}`) : post(url, sent, contentType))
      expect(response.status).toBe(200)
      await bench.expectPaidOnce(payment)
    }
  })

  test.each([
    ['JSON', '{"a":1}', 'application/json', 'CONTENT_TYPE'],
    ['malformed JSON', '{', 'application/json', 'CONTENT_TYPE'],
    ['XML', '<a/>', 'text/xml', 'CONTENT_TYPE'],
    ['an invalid content type', 'a=1', 'form', 'CONTENT_TYPE'],
    ['more than 100,000 bytes', `a=${'x'.repeat(100_000)}`, 'application/x-www-form-urlencoded', 'TOO_LARGE'],
  ])('refuses %s as the bank expects, and lists it with the reason', async (_what, body, type, reason) => {
    const payment = await bench.startPayment(protocol)
    const before = await newestRefusal(payment)
    const response = await post(bench.callbackUrl(payment), body, type)
    expect(response.status).toBe(refusedStatus)
    expect(response.headers.get('content-type')).toBe('text/plain')
    expect(await newestRefusal(payment)).toEqual({ count: before.count + 1, reason })
    await bench.expectUnpaid(payment)
  })

  test.each(['', '/'])(
    'a buyer’s return by POST with a body leads to the order; URL end: “%s”',
    async (end) => {
      const payment = await bench.startPayment(protocol)
      await bench.bank.call('POST', `/api/payments/${payment.id}/decide`, {
        outcome: 'cancelled',
        misbehaviour: { timing: 'never' },
      })
      const { url, method, fields } = await bench.bank.call<{
        url: string
        method: string
        fields: { name: string; value: string }[]
      }>('POST', `/api/payments/${payment.id}/return`)
      const target = new URL(url)
      target.pathname += end
      const form = new URLSearchParams(fields.map(({ name, value }): [string, string] => [name, value]))
      // Monetico's URL contains the reference; some browsers and proxies add a body.
      const body = protocol === 'monetico' ? new URLSearchParams({ submit: 'Retour' }) : form
      expect(['GET', 'POST']).toContain(method)
      const response = await post(target.href, body)
      expect(response.status).toBe(303)
      expect(response.headers.get('location')).toBe(
        `${payment.contract.shop.origin}/return?order=${payment.order.code}`,
      )
    },
  )
})
