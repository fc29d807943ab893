import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  ACCOUNT,
  mutationById,
  createGatewayAccountOwner,
  type GatewayAccountOwnerOptions,
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

const createOwner = (...options: GatewayAccountOwnerOptions) =>
  createGatewayAccountOwner(api, bank, ...options)

describe.each(protocolNames)('%s', (protocol) => {
  test('can be added, tested, enabled and disabled, and never returns its secrets', async () => {
    const owner = await createOwner(protocol, 'TEST', { paymentModes: ['CARD'] })
    const id = await owner.add()
    const secrets = Object.entries(owner.contract.credentials).filter(([name]) => /key$/i.test(name))
    const response = await merchant(
      api,
      `{ gatewayAccounts { ${ACCOUNT} } bankProtocols { fields { name isSecret } } }`,
      {},
      owner.headers,
    )
    for (const [name, value] of secrets.filter(([key]) => key !== 'publicKey')) {
      expect(JSON.stringify(response.data)).not.toContain(value)
      const [stored] = await owner.rows<{ text: string }>('select a::text as text from gateway_account a')
      expect(stored?.text).not.toContain(Buffer.from(value).toString('hex'))
      const field = (await owner.findAccount(id))?.fields.find((each) => each.name === name)
      expect(field).toMatchObject({ isSet: true, value: null, setAt: expect.any(String) as string })
    }

    const payment = await owner.startTestPayment(id)
    expect((await owner.findAccount(id))?.testPayment).toMatchObject({
      status: 'OPEN',
      notifiedAt: null,
      refusals: [],
    })
    await owner.decide(payment, 'paid')
    const account = await owner.findAccount(id)
    expect(account?.testPayment).toMatchObject({ status: 'PAID', refusals: [] })
    expect(account?.triedAt).toBe(account?.testPayment?.notifiedAt)

    expect(await owner.storefront()).toEqual({ paymentModes: ['CARD'], banks: [] })
    expect((await owner.mutate(mutationById('enableGatewayAccount'), { id })).userErrors).toEqual([])
    await expect
      .poll(() => owner.storefront())
      .toEqual({ paymentModes: ['BANK', 'CARD'], banks: [{ id, name: 'Ma banque' }] })
    await owner.mutate(mutationById('disableGatewayAccount'), { id })
    await expect.poll(async () => (await owner.storefront()).banks).toEqual([])
  })

  test('a test payment creates no order, mail or unmatched payment and returns to the portal', async () => {
    const owner = await createOwner(protocol)
    const id = await owner.add()
    const payment = await owner.startTestPayment(id)
    await owner.decide(payment, 'paid')
    for (const table of ['"order"', 'mail', 'unmatched_payment', 'payment_attempt'])
      expect(await owner.rows(`select from ${table} where shop_id = $1`, owner.shop.id)).toEqual([])
    const back = await bank.call<{ url: string; method: string; fields: Redirect['fields'] }>(
      'POST',
      `/api/payments/${payment}/return`,
    )
    const body = new URLSearchParams(back.fields.map(({ name, value }): [string, string] => [name, value]))
    const url = back.method === 'GET' ? `${back.url.split('?')[0]}?${joinQueries(back.url, body)}` : back.url
    const response = await fetch(url, {
      method: back.method,
      redirect: 'manual',
      ...(back.method !== 'GET' && { body }),
    })
    const testPayment = (await owner.findAccount(id))?.testPayment?.id
    expect(response.headers.get('location')).toBe(
      `${api.app.env.portalUrl}/${owner.shop.slug}/settings/banks/${id}?returned=${testPayment}`,
    )
  })

  // HUF has two decimals in ISO 4217 but none in Intl; Monetico accepts only two of TND's three; XPF has none.
  test.each([
    ['HUF', 100],
    ['TND', 1000],
    ['XPF', 100],
  ])('takes payments in %s', async (currency, amount) => {
    const owner = await createOwner(protocol, 'TEST', { currency })
    const id = await owner.add()
    const testPayment = await owner.startTestPayment(id)
    expect(await bank.call('GET', `/api/payments/${testPayment}`)).toMatchObject({ amount })
    await owner.decide(testPayment, 'paid')
    expect((await owner.findAccount(id))?.testPayment?.status).toBe('PAID')
    await owner.enable(id)
    const { payment, orderStatus } = await owner.startOrderPayment(id)
    await owner.decide(payment, 'paid')
    expect(await orderStatus()).toBe('PAID')
  })

  test('a refusal ends a test payment, and a later refusal does not undo a payment', async () => {
    const owner = await createOwner(protocol)
    const id = await owner.add()
    await owner.decide(await owner.startTestPayment(id), 'refused')
    expect((await owner.findAccount(id))?.testPayment?.status).toBe('REFUSED')
    const payment = await owner.startTestPayment(id)
    await owner.decide(payment, 'paid', { sequence: ['paid', 'refused'] })
    expect((await owner.findAccount(id))?.testPayment?.status).toBe('PAID')
  })
})

const joinQueries = (url: string, added: URLSearchParams): string =>
  [new URL(url).search.slice(1), added.toString()].filter(Boolean).join('&')

test('shows a refused notification with advice in the language of the request', async () => {
  const owner = await createOwner()
  const id = await owner.add()
  const payment = await owner.startTestPayment(id)
  await owner.decide(payment, 'paid', { tamper: 'forged' })
  expect((await owner.findAccount(id))?.testPayment).toMatchObject({ status: 'OPEN', notifiedAt: null })
  const [english, french] = await Promise.all(
    ['en', 'fr'].map(async (language) => {
      const account = await owner.findAccount(id, language)
      return account?.testPayment?.refusals[0]
    }),
  )
  expect(english).toMatchObject({ reason: 'signature' })
  expect(english?.advice).toContain('The signature does not match the key saved here')
  expect(french?.advice).toContain('La signature ne correspond pas à la clé enregistrée ici')
})

test('a wrong amount makes the test payment MISMATCHED', async () => {
  const owner = await createOwner()
  const id = await owner.add()
  await owner.decide(await owner.startTestPayment(id), 'paid', { tamper: 'amount' })
  expect((await owner.findAccount(id))?.testPayment?.status).toBe('MISMATCHED')
  expect(await owner.rows('select from unmatched_payment where shop_id = $1', owner.shop.id)).toEqual([])
})
