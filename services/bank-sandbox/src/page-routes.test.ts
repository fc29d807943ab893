import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { lyraPath, startLyraShop } from './test/lyra-shop.ts'

let lyra: Awaited<ReturnType<typeof startLyraShop>>

beforeAll(async () => {
  lyra = await startLyraShop()
})
afterAll(() => lyra.stop())
beforeEach(() => lyra.shop.reset())

const getPage = async (path: string) => {
  const response = await fetch(`${lyra.bank.url}${path}`, { redirect: 'manual' })
  return { status: response.status, headers: response.headers, page: await response.text() }
}
const submit = async (path: string, fields: Record<string, string>) => {
  const body = new URLSearchParams(fields)
  const response = await fetch(`${lyra.bank.url}${path}`, { method: 'POST', body, redirect: 'manual' })
  return response.headers.get('location')
}

describe('payment page', () => {
  test.each([
    ['fr', 'Votre paiement', '51,24'],
    ['en', 'Your payment', '€51.24'],
    ['de', 'Your payment', '€51.24'],
  ])('shows title and amount for language %s', async (vads_language, title, amount) => {
    const { page } = await getPage(`/payments/${await lyra.createPayment({ vads_language })}`)
    expect(page).toContain(`<h1>${title}</h1>`)
    expect(page).toContain(amount)
    expect(page).toContain('SANDBOX')
  })

  test('forbids inline scripts, framing and caching', async () => {
    const { headers } = await getPage(`/payments/${await lyra.createPayment()}`)
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('cache-control')).toBe('no-store')
  })

  test('escapes field names sent by a shop', async () => {
    const name = '"><script>'
    const twice: [string, string][] = [
      [name, '1'],
      [name, '2'],
    ]
    const { page } = await lyra.bank.submitOrder(lyraPath, twice)
    expect(page).toContain('&quot;&gt;&lt;script&gt;')
    expect(page).not.toContain('<script>')
  })

  test('ignores a second decision', async () => {
    const id = await lyra.createPayment()
    await submit(`/payments/${id}`, { outcome: 'paid' })
    await submit(`/payments/${id}`, { outcome: 'refused' })
    expect(lyra.shop.received.map(({ fields }) => fields.get('vads_trans_status'))).toEqual(['AUTHORISED'])
    expect((await getPage(`/payments/${id}`)).page).toContain('Paiement accepté')
  })

  test('applies the selected brand and the faults of the malfunction panel', async () => {
    const id = await lyra.createPayment()
    await submit(`/payments/${id}`, { outcome: 'paid', brand: 'VISA', copies: '2', tamper: 'amount' })
    expect(lyra.shop.received.map(({ fields }) => fields.get('vads_amount'))).toEqual(['51', '51'])
    expect(lyra.lastFields().vads_card_brand).toBe('VISA')
  })

  test('returns 404 for an unknown payment', async () => {
    expect((await getPage('/payments/none')).status).toBe(404)
  })
})

test('sends an exact copy of an earlier notification from the result page, at once or with a delay', async () => {
  const id = await lyra.createPayment()
  await submit(`/payments/${id}`, { outcome: 'paid' })
  expect((await getPage(`/payments/${id}`)).page).toContain('Copie exacte du message de')
  await submit(`/payments/${id}/notify`, { outcome: 'refused', replay: '0' })
  const [first, second] = lyra.shop.received
  expect(second).toEqual(first)
  await submit(`/payments/${id}/notify`, { outcome: 'paid', replay: '0', late: '86400' })
  expect(lyra.shop.received.length).toBe(2)
})

describe('return to the shop', () => {
  test('redirects immediately after a cancellation', async () => {
    const id = await lyra.createPayment()
    expect(await submit(`/payments/${id}`, { outcome: 'cancelled' })).toBe(`/payments/${id}/return`)
  })
  test('redirects after the delay requested by the shop, or only on click without one', async () => {
    const delayed = await lyra.createPayment({ vads_redirect_success_timeout: '3' })
    expect(await submit(`/payments/${delayed}`, { outcome: 'paid' })).toBe(`/payments/${delayed}`)
    expect((await getPage(`/payments/${delayed}`)).page).toMatch(/http-equiv="refresh"\s+content="3; url=/)
    const onClick = await lyra.createPayment()
    await submit(`/payments/${onClick}`, { outcome: 'paid' })
    expect((await getPage(`/payments/${onClick}`)).page).not.toContain('http-equiv')
    const immediate = await lyra.createPayment({ vads_redirect_success_timeout: '0' })
    expect(await submit(`/payments/${immediate}`, { outcome: 'paid' })).toBe(`/payments/${immediate}/return`)
  })
  test('returns by POST with a form that has a button in case scripts are disabled', async () => {
    const id = await lyra.createPayment()
    await submit(`/payments/${id}`, { outcome: 'paid' })
    const { page } = await getPage(`/payments/${id}/return`)
    expect(page).toContain(`action="${lyra.shop.url}/return?shop=atelier"`)
    expect(page).toContain('name="vads_trans_status"')
    expect(page).toContain('<button')
  })
  test('lets a declined buyer pay with another card', async () => {
    const id = await lyra.createPayment()
    await submit(`/payments/${id}`, { outcome: 'refused' })
    expect((await getPage(`/payments/${id}`)).page).toContain(`/payments/${id}?again`)
    expect((await getPage(`/payments/${id}?again`)).page).toContain('Votre paiement')
  })
})

test('shows payments on the console page, but no keys', async () => {
  await lyra.createPayment({ vads_order_id: 'CONSOLE-1' })
  const { page } = await getPage('/')
  expect(page).toContain('CONSOLE-1')
  expect(page).not.toContain('1122334455667788')
})

describe('JSON API', () => {
  test('adds accounts at run time and names invalid fields', async () => {
    const keys = { siteId: '55555555', testKey: 'a', productionKey: 'b', mode: 'TEST' }
    const added = await lyra.bank.call('POST', '/api/accounts', {
      shop: 'new',
      protocol: 'lyra',
      credentials: keys,
    })
    expect(added).toEqual({ shop: 'new', protocol: 'lyra' })
    expect(JSON.stringify(await lyra.bank.call('GET', '/api/accounts'))).not.toContain('testKey')
    const invalid = { shop: 'new', protocol: 'lyra', credentials: { ...keys, siteId: '1' } }
    await expect(lyra.bank.call('POST', '/api/accounts', invalid)).rejects.toThrow(/400.*siteId/s)
  })
  test('finds payments by shop and order without returning keys', async () => {
    await lyra.createPayment({ vads_order_id: 'FIND-1' })
    const found = await lyra.bank.call<object[]>('GET', '/api/payments?shop=atelier&orderId=FIND-1')
    expect(found).toMatchObject([{ orderId: 'FIND-1', amount: 5124, currency: '978', status: 'open' }])
    expect(JSON.stringify(found)).not.toContain('1122334455667788')
    expect(await lyra.bank.call('GET', '/api/payments?shop=nobody')).toEqual([])
  })
  test('rejects an unknown misbehaviour field by name', async () => {
    const request = lyra.bank.call('POST', '/api/misbehave', { tampr: 'amount' })
    await expect(request).rejects.toThrow(/400.*tampr/s)
  })
  test('returns 409 for a second decision', async () => {
    const id = await lyra.createPayment()
    await lyra.bank.decide(id, 'paid')
    await expect(lyra.bank.decide(id, 'refused')).rejects.toThrow('409')
  })
})
