import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  ACCOUNT,
  byId,
  openGatewayAccountTest,
  type GatewayAccountTestOptions,
  type Redirect,
} from '../../../../test/bank/gateway-account-owner.ts'
import type { TestApi } from '../../../../test/api.ts'
import { startApiAndBank, type TestBank } from '../../../../test/bank/bank.ts'
import { merchant } from '../../../../test/member.ts'
import { protocolNames } from '../protocols/protocols.ts'

let api: TestApi
let bank: TestBank
let stop: (() => Promise<void>) | undefined

beforeAll(async () => {
  ;({ api, bank, stop } = await startApiAndBank([1]))
})
afterAll(() => stop?.())

const openDesk = (...wishes: GatewayAccountTestOptions) => openGatewayAccountTest(api, bank, ...wishes)

describe.each(protocolNames)('%s', (protocol) => {
  test('is added with keys that are never told again, tried, and offered to buyers', async () => {
    const desk = await openDesk(protocol, 'TEST', { paymentModes: ['CARD'] })
    const id = await desk.add()
    const secrets = Object.entries(desk.contract.credentials).filter(([name]) => /key$/i.test(name))
    const told = await merchant(
      api,
      `{ gatewayAccounts { ${ACCOUNT} } bankProtocols { fields { name isSecret } } }`,
      {},
      desk.headers,
    )
    for (const [name, value] of secrets.filter(([key]) => key !== 'publicKey')) {
      expect(JSON.stringify(told.data)).not.toContain(value)
      const [kept] = await desk.rows<{ text: string }>('select a::text as text from gateway_account a')
      expect(kept?.text).not.toContain(Buffer.from(value).toString('hex'))
      const field = (await desk.show(id))?.fields.find((each) => each.name === name)
      expect(field).toMatchObject({ isSet: true, value: null, setAt: expect.any(String) as string })
    }

    const payment = await desk.tryBank(id)
    expect((await desk.show(id))?.testPayment).toMatchObject({
      status: 'OPEN',
      notifiedAt: null,
      refusals: [],
    })
    await desk.decide(payment, 'paid')
    const account = await desk.show(id)
    expect(account?.testPayment).toMatchObject({ status: 'PAID', refusals: [] })
    expect(account?.triedAt).toBe(account?.testPayment?.notifiedAt)

    expect(await desk.storefront()).toEqual({ paymentModes: ['CARD'], banks: [] })
    expect((await desk.ask(byId('enableGatewayAccount'), { id })).userErrors).toEqual([])
    await expect
      .poll(() => desk.storefront())
      .toEqual({ paymentModes: ['CARD', 'BANK'], banks: [{ id, name: 'Ma banque' }] })
    await desk.ask(byId('disableGatewayAccount'), { id })
    await expect.poll(async () => (await desk.storefront()).banks).toEqual([])
  })

  test('a test payment touches no order, mails nobody, needs no unmatched payment, and leads back to the portal', async () => {
    const desk = await openDesk(protocol)
    const id = await desk.add()
    const payment = await desk.tryBank(id)
    await desk.decide(payment, 'paid')
    for (const table of ['"order"', 'mail', 'unmatched_payment', 'payment_attempt'])
      expect(await desk.rows(`select from ${table} where shop_id = $1`, desk.shop.id)).toEqual([])
    const back = await bank.call<{ url: string; method: string; fields: Redirect['fields'] }>(
      'POST',
      `/api/payments/${payment}/return`,
    )
    const body = new URLSearchParams(back.fields.map(({ name, value }): [string, string] => [name, value]))
    const url = back.method === 'GET' ? `${back.url.split('?')[0]}?${mergeQuery(back.url, body)}` : back.url
    const response = await fetch(url, {
      method: back.method,
      redirect: 'manual',
      ...(back.method !== 'GET' && { body }),
    })
    const testPayment = (await desk.show(id))?.testPayment?.id
    expect(response.headers.get('location')).toBe(
      `${api.app.env.portalUrl}/${desk.shop.slug}/settings/banks/${id}?returned=${testPayment}`,
    )
  })

  // Two decimals, which Intl leaves out; three, of which Monetico takes two; none.
  test.each([
    ['HUF', 100],
    ['TND', 1000],
    ['XPF', 100],
  ])('takes money that is not the euro: %s', async (currency, amount) => {
    const desk = await openDesk(protocol, 'TEST', { currency })
    const id = await desk.add()
    const testPayment = await desk.tryBank(id)
    expect(await bank.call('GET', `/api/payments/${testPayment}`)).toMatchObject({ amount })
    await desk.decide(testPayment, 'paid')
    expect((await desk.show(id))?.testPayment?.status).toBe('PAID')
    await desk.ask(byId('enableGatewayAccount'), { id })
    const { payment, status } = await desk.leave(id)
    await desk.decide(payment, 'paid')
    expect(await status()).toBe('PAID')
  })

  test('refused and cancelled end a test payment too, and nothing undoes a payment', async () => {
    const desk = await openDesk(protocol)
    const id = await desk.add()
    await desk.decide(await desk.tryBank(id), 'refused')
    expect((await desk.show(id))?.testPayment?.status).toBe('REFUSED')
    const payment = await desk.tryBank(id)
    await desk.decide(payment, 'paid', { sequence: ['paid', 'refused'] })
    expect((await desk.show(id))?.testPayment?.status).toBe('PAID')
  })
})

const mergeQuery = (url: string, more: URLSearchParams): string =>
  [new URL(url).search.slice(1), more.toString()].filter(Boolean).join('&')

test('a forgery is on record beside the test payment, with what to do, in both languages', async () => {
  const desk = await openDesk()
  const id = await desk.add()
  const payment = await desk.tryBank(id)
  await desk.decide(payment, 'paid', { tamper: 'forged' })
  expect((await desk.show(id))?.testPayment).toMatchObject({ status: 'OPEN', notifiedAt: null })
  const [english, french] = await Promise.all(
    ['en', 'fr'].map(async (language) => {
      const account = await desk.show(id, language)
      return account?.testPayment?.refusals[0]
    }),
  )
  expect(english).toMatchObject({ reason: 'signature' })
  expect(english?.advice).toContain('The signature was not made with the key kept here')
  expect(french?.advice).toContain('La signature n’est pas faite avec la clé enregistrée ici')
})

test('another amount than was asked for proves nothing', async () => {
  const desk = await openDesk()
  const id = await desk.add()
  await desk.decide(await desk.tryBank(id), 'paid', { tamper: 'amount' })
  expect((await desk.show(id))?.testPayment?.status).toBe('MISMATCHED')
  expect(await desk.rows('select from unmatched_payment where shop_id = $1', desk.shop.id)).toEqual([])
})
