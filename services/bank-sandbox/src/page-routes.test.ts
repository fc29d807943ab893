import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { lyraPath, startLyraShop } from './test/lyra-shop.ts'

let lyra: Awaited<ReturnType<typeof startLyraShop>>

beforeAll(async () => {
  lyra = await startLyraShop()
})
afterAll(() => lyra.stop())
beforeEach(() => lyra.shop.reset())

const see = async (path: string) => {
  const response = await fetch(`${lyra.bank.url}${path}`, { redirect: 'manual' })
  return { status: response.status, headers: response.headers, page: await response.text() }
}
const submit = async (path: string, fields: Record<string, string>) => {
  const body = new URLSearchParams(fields)
  const response = await fetch(`${lyra.bank.url}${path}`, { method: 'POST', body, redirect: 'manual' })
  return response.headers.get('location')
}

describe('the payment page', () => {
  test.each([
    ['fr', 'Votre paiement', '51,24'],
    ['en', 'Your payment', '€51.24'],
    ['de', 'Your payment', '€51.24'],
  ])('in %s', async (vads_language, title, amount) => {
    const { page } = await see(`/payments/${await lyra.open({ vads_language })}`)
    expect(page).toContain(`<h1>${title}</h1>`)
    expect(page).toContain(amount)
    expect(page).toContain('SANDBOX')
  })

  test('may run no script and stand in no frame', async () => {
    const { headers } = await see(`/payments/${await lyra.open()}`)
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('cache-control')).toBe('no-store')
  })

  test('shows what a shop sent as text', async () => {
    const name = '"><script>'
    const twice: [string, string][] = [
      [name, '1'],
      [name, '2'],
    ]
    const { page } = await lyra.bank.order(lyraPath, twice)
    expect(page).toContain('&quot;&gt;&lt;script&gt;')
    expect(page).not.toContain('<script>')
  })

  test('a second click decides nothing more', async () => {
    const id = await lyra.open()
    await submit(`/payments/${id}`, { outcome: 'paid' })
    await submit(`/payments/${id}`, { outcome: 'refused' })
    expect(lyra.shop.received.map(({ fields }) => fields.get('vads_trans_status'))).toEqual(['AUTHORISED'])
    expect((await see(`/payments/${id}`)).page).toContain('Paiement accepté')
  })

  test('the brand and the panel are heeded', async () => {
    const id = await lyra.open()
    await submit(`/payments/${id}`, { outcome: 'paid', brand: 'VISA', copies: '2', tamper: 'amount' })
    expect(lyra.shop.received.map(({ fields }) => fields.get('vads_amount'))).toEqual(['51', '51'])
    expect(lyra.lastFields().vads_card_brand).toBe('VISA')
  })

  test('an unknown payment', async () => {
    expect((await see('/payments/none')).status).toBe(404)
  })
})

test('what was sent is sent again from the page, the very bytes, at once or tomorrow', async () => {
  const id = await lyra.open()
  await submit(`/payments/${id}`, { outcome: 'paid' })
  expect((await see(`/payments/${id}`)).page).toContain('les mêmes octets que celui de')
  await submit(`/payments/${id}/notify`, { outcome: 'refused', replay: '0' })
  const [first, second] = lyra.shop.received
  expect(second).toEqual(first)
  await submit(`/payments/${id}/notify`, { outcome: 'paid', replay: '0', late: '86400' })
  expect(lyra.shop.received.length).toBe(2)
})

describe('the way back', () => {
  test('cancelled: at once', async () => {
    const id = await lyra.open()
    expect(await submit(`/payments/${id}`, { outcome: 'cancelled' })).toBe(`/payments/${id}/return`)
  })
  test('paid: after the seconds the shop asked for, or when the buyer wants', async () => {
    const soon = await lyra.open({ vads_redirect_success_timeout: '3' })
    expect(await submit(`/payments/${soon}`, { outcome: 'paid' })).toBe(`/payments/${soon}`)
    expect((await see(`/payments/${soon}`)).page).toMatch(/http-equiv="refresh"\s+content="3; url=/)
    const whenever = await lyra.open()
    await submit(`/payments/${whenever}`, { outcome: 'paid' })
    expect((await see(`/payments/${whenever}`)).page).not.toContain('http-equiv')
    const now = await lyra.open({ vads_redirect_success_timeout: '0' })
    expect(await submit(`/payments/${now}`, { outcome: 'paid' })).toBe(`/payments/${now}/return`)
  })
  test('by POST: a form that submits itself, with a button for who runs no script', async () => {
    const id = await lyra.open()
    await submit(`/payments/${id}`, { outcome: 'paid' })
    const { page } = await see(`/payments/${id}/return`)
    expect(page).toContain(`action="${lyra.shop.url}/return?shop=atelier"`)
    expect(page).toContain('name="vads_trans_status"')
    expect(page).toContain('<button')
  })
  test('a refused buyer may try another card', async () => {
    const id = await lyra.open()
    await submit(`/payments/${id}`, { outcome: 'refused' })
    expect((await see(`/payments/${id}`)).page).toContain(`/payments/${id}?again`)
    expect((await see(`/payments/${id}?again`)).page).toContain('Votre paiement')
  })
})

test('the console shows what the bank remembers, never a key', async () => {
  await lyra.open({ vads_order_id: 'CONSOLE-1' })
  const { page } = await see('/')
  expect(page).toContain('CONSOLE-1')
  expect(page).not.toContain('1122334455667788')
})

describe('over HTTP', () => {
  test('accounts are added while it runs, and their faults named', async () => {
    const keys = { siteId: '55555555', testKey: 'a', productionKey: 'b', mode: 'TEST' }
    const added = await lyra.bank.call('POST', '/api/accounts', {
      shop: 'new',
      protocol: 'lyra',
      credentials: keys,
    })
    expect(added).toEqual({ shop: 'new', protocol: 'lyra' })
    expect(JSON.stringify(await lyra.bank.call('GET', '/api/accounts'))).not.toContain('testKey')
    const wrong = { shop: 'new', protocol: 'lyra', credentials: { ...keys, siteId: '1' } }
    await expect(lyra.bank.call('POST', '/api/accounts', wrong)).rejects.toThrow(/400.*siteId/s)
  })
  test('payments are found by shop, reference and order, without keys', async () => {
    await lyra.open({ vads_order_id: 'FIND-1' })
    const found = await lyra.bank.call<object[]>('GET', '/api/payments?shop=atelier&orderId=FIND-1')
    expect(found).toMatchObject([{ orderId: 'FIND-1', amount: 5124, currency: '978', status: 'open' }])
    expect(JSON.stringify(found)).not.toContain('1122334455667788')
    expect(await lyra.bank.call('GET', '/api/payments?shop=nobody')).toEqual([])
  })
  test('an unknown misbehaviour is refused by its name', async () => {
    const order = lyra.bank.call('POST', '/api/misbehave', { tampr: 'amount' })
    await expect(order).rejects.toThrow(/400.*tampr/s)
  })
  test('a decided payment can’t be decided again', async () => {
    const id = await lyra.open()
    await lyra.bank.decide(id, 'paid')
    await expect(lyra.bank.decide(id, 'refused')).rejects.toThrow('409')
  })
})
