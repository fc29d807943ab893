import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  ADD,
  byId,
  CHANGE,
  TRY,
  openGatewayAccountTest,
  type GatewayAccountTestOptions,
} from '../../../../test/bank/gateway-account-owner.ts'
import type { TestApi } from '../../../../test/api.ts'
import { CONTRACTS, startApiAndBank, configureBank, type TestBank } from '../../../../test/bank/bank.ts'
import { signLyra } from '../protocols/lyra.ts'

let api: TestApi
let bank: TestBank
let stop: (() => Promise<void>) | undefined

beforeAll(async () => {
  ;({ api, bank, stop } = await startApiAndBank([1]))
})
afterAll(() => stop?.())

const openDesk = (...wishes: GatewayAccountTestOptions) => openGatewayAccountTest(api, bank, ...wishes)

describe('what is asked for', () => {
  test('all that is wrong is said at once, each at its field', async () => {
    const desk = await openDesk()
    const { userErrors } = await desk.ask(
      ADD,
      desk.input({
        environment: 'PRODUCTION',
        fields: [
          { name: 'siteId', value: '1234' },
          { name: 'testKey', value: 'with a space in it' },
        ],
      }),
    )
    expect(userErrors).toEqual([
      { code: 'BANK_FIELD_INVALID', field: ['fields', 'siteId'] },
      { code: 'BANK_FIELD_INVALID', field: ['fields', 'testKey'] },
      { code: 'REQUIRED', field: ['fields', 'productionKey'] },
    ])
  })

  test.each([
    'http://bank.example/',
    'javascript:alert(1)',
    'https://user:secret@bank.example/',
    'https://bank.example/#here',
    'secure.payzen.eu',
    '',
  ])('%s is no place to send buyers to', async (paymentUrl) => {
    const desk = await openDesk()
    const { userErrors } = await desk.ask(ADD, desk.input({ paymentUrl }))
    expect(userErrors).toEqual([{ code: 'PAYMENT_URL_INVALID', field: ['paymentUrl'] }])
  })

  test('a known bank’s test page takes no real payments', async () => {
    const desk = await openDesk('monetico')
    const paymentUrl = 'https://p.monetico-services.com/test/paiement.cgi'
    const inProduction = await desk.ask(ADD, desk.input({ paymentUrl, environment: 'PRODUCTION' }))
    expect(inProduction.userErrors).toEqual([{ code: 'PAYMENT_URL_INVALID', field: ['paymentUrl'] }])
    expect((await desk.ask(ADD, desk.input({ paymentUrl }))).userErrors).toEqual([])
  })

  test('a page on this machine is for running here alone', async () => {
    const desk = await openDesk()
    api.app.env.apiUrl = 'https://api.example'
    try {
      const { userErrors } = await desk.ask(ADD, desk.input())
      expect(userErrors).toEqual([{ code: 'PAYMENT_URL_INVALID', field: ['paymentUrl'] }])
    } finally {
      api.app.env.apiUrl = api.url
    }
  })

  test('one bank of a protocol, even when added twice at once', async () => {
    const desk = await openDesk()
    const answers = await Promise.all([desk.ask(ADD, desk.input()), desk.ask(ADD, desk.input())])
    expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([
      { code: 'BANK_ALREADY_ADDED', field: ['protocol'] },
    ])
  })

  test('a real payment is opened only when it is accepted', async () => {
    const desk = await openDesk('lyra', 'PRODUCTION')
    const id = await desk.add()
    const { redirect, userErrors } = await desk.ask(TRY, { id, accept: false })
    expect(redirect).toBeNull()
    expect(userErrors).toEqual([{ code: 'REQUIRED', field: ['acceptRealPayment'] }])
    expect((await desk.ask(TRY, { id, accept: true })).redirect?.url).toContain(bank.url)
  })
})

describe('a change', () => {
  const newKey = 'abcdefghijklmnop'
  const replace = (id: string, more: object = {}) => ({
    input: { id, fields: [{ name: 'testKey', value: newKey }], ...more },
  })

  test('of the name leaves the keys, and what was tried stays tried', async () => {
    const desk = await openDesk()
    const id = await desk.add()
    await desk.decide(await desk.tryBank(id), 'paid')
    const { gatewayAccount } = await desk.ask(CHANGE, { input: { id, name: 'Autre nom', fields: [] } })
    expect(gatewayAccount).toMatchObject({ name: 'Autre nom', triedAt: expect.any(String) as string })
    expect(await desk.rows('select from previous_gateway_settings where shop_id = $1', desk.shop.id)).toEqual(
      [],
    )
  })

  test('of a key asks for another test payment; an empty secret keeps the one that is set', async () => {
    const desk = await openDesk()
    const id = await desk.add()
    await desk.decide(await desk.tryBank(id), 'paid')
    const fields = [{ name: 'testKey', value: ' ' }]
    expect((await desk.ask(CHANGE, { input: { id, fields } })).gatewayAccount?.triedAt).not.toBeNull()
    expect((await desk.ask(CHANGE, replace(id))).gatewayAccount?.triedAt).toBeNull()
    expect(await desk.tryBank(id)).toBeNull()
    await configureBank(api, bank, desk.shop, 'lyra', {
      ...desk.contract.credentials,
      testKey: newKey,
      mode: 'TEST',
    })
    await desk.decide(await desk.tryBank(id), 'paid')
    expect((await desk.show(id))?.triedAt).not.toBeNull()
  })

  test('leaves who is at the bank their payment: believed by the key of then', async () => {
    const desk = await openDesk()
    const id = await desk.add()
    await desk.ask(byId('enableGatewayAccount'), { id })
    const { payment, status } = await desk.leave(id)
    await desk.ask(CHANGE, replace(id))
    await desk.ask(CHANGE, { input: { id, fields: [{ name: 'testKey', value: 'ponmlkjihgfedcba' }] } })
    await desk.decide(payment, 'paid')
    expect(await status()).toBe('PAID')
  })

  test('of a key that others may have: nothing more is believed by it', async () => {
    const desk = await openDesk()
    const id = await desk.add()
    await desk.ask(byId('enableGatewayAccount'), { id })
    const { payment, status } = await desk.leave(id)
    await desk.ask(CHANGE, replace(id, { forgetEarlierKeys: true }))
    await desk.decide(payment, 'paid')
    expect(await status()).toBe('PENDING_PAYMENT')
    expect(
      await desk.rows('select reason from bank_notification_refused where shop_id = $1', desk.shop.id),
    ).toContainEqual({
      reason: 'signature',
    })
  })

  test('is not undone: what is opened after it is not believed by the key of before', async () => {
    const desk = await openDesk()
    const id = await desk.add()
    await desk.ask(CHANGE, replace(id))
    const { redirect } = await desk.ask(TRY, { id, accept: true })
    const { siteId = '', testKey = '' } = desk.contract.credentials
    const fields: Record<string, string> = {
      vads_site_id: siteId,
      vads_hash: 'hash',
      vads_ctx_mode: 'TEST',
      vads_trans_status: 'AUTHORISED',
      vads_trans_uuid: 'uuid',
      vads_order_id: redirect?.fields.find(({ name }) => name === 'vads_order_id')?.value ?? '',
      vads_amount: '100',
      vads_currency: '978',
    }
    const notify = async (key: string) => {
      const body = new URLSearchParams({ ...fields, signature: signLyra(fields, key) })
      return (await fetch(`${api.url}/bank/lyra/notify/${desk.shop.slug}`, { method: 'POST', body })).status
    }
    expect(await notify(testKey)).toBe(400)
    expect((await desk.show(id))?.testPayment).toMatchObject({
      status: 'OPEN',
      refusals: [{ reason: 'signature' }],
    })
    expect(await notify(newKey)).toBe(200)
    expect((await desk.show(id))?.testPayment?.status).toBe('PAID')
  })

  test('is over after a day', async () => {
    const desk = await openDesk()
    const id = await desk.add()
    await desk.ask(byId('enableGatewayAccount'), { id })
    const { payment, status } = await desk.leave(id)
    await desk.ask(CHANGE, replace(id))
    await desk.rows(`update previous_gateway_settings set replaced_at = now() - interval '25 hours'`)
    await desk.decide(payment, 'paid')
    expect(await status()).toBe('PENDING_PAYMENT')
  })

  test('from test to production leaves each payment its own mode', async () => {
    const desk = await openDesk()
    const id = await desk.add()
    await desk.ask(byId('enableGatewayAccount'), { id })
    const { payment, status } = await desk.leave(id)
    expect((await desk.ask(CHANGE, { input: { id, environment: 'PRODUCTION' } })).userErrors).toEqual([])
    await desk.decide(payment, 'paid')
    expect(await status()).toBe('PAID')
    const next = await desk.leave(id)
    expect(next.payment).toBeNull()
  })
})

test('removed where nobody paid, a bank is gone; where somebody did, it can still be settled and comes back whole', async () => {
  const desk = await openDesk()
  const first = await desk.add()
  await desk.ask(byId('removeGatewayAccount'), { id: first })
  expect(await desk.rows('select from gateway_account')).toEqual([])

  const id = await desk.add()
  await desk.ask(byId('enableGatewayAccount'), { id })
  const { payment, status } = await desk.leave(id)
  await desk.ask(byId('removeGatewayAccount'), { id })
  expect(await desk.show(id)).toBeNull()
  expect((await desk.ask(byId('enableGatewayAccount'), { id })).userErrors[0]?.code).toBe('NOT_FOUND')
  expect((await desk.storefront()).banks).toEqual([])
  await desk.decide(payment, 'paid')
  expect(await status()).toBe('PAID')

  expect(await desk.add()).toBe(id)
  expect(await desk.show(id)).toMatchObject({ enabled: false, triedAt: null })
})

describe('without its last bank a shop offers none', () => {
  test.each(['disableGatewayAccount', 'removeGatewayAccount'])('%s', async (verb) => {
    const desk = await openDesk()
    expect(await desk.storefront()).toEqual({ paymentModes: ['CARD'], banks: [] })
    const id = await desk.add()
    await desk.ask(byId('enableGatewayAccount'), { id })
    await expect.poll(async () => (await desk.storefront()).paymentModes).toEqual(['CARD', 'BANK'])
    expect(await desk.ask(byId(verb), { id })).toEqual({ userErrors: [] })
    await expect.poll(() => desk.storefront()).toEqual({ paymentModes: ['CARD'], banks: [] })
  })
})

test('buyers are offered banks in the order that was set', async () => {
  const desk = await openDesk()
  const lyra = await desk.add()
  const { path, credentials } = await CONTRACTS.sips(bank, desk.shop, 'TEST')
  const sips = await desk.ask(
    ADD,
    desk.input({
      protocol: 'sips',
      name: 'Seconde',
      paymentUrl: `${bank.url}${path}`,
      fields: Object.entries(credentials).map(([name, value]) => ({ name, value })),
    }),
  )
  const ids = [sips.gatewayAccount?.id ?? '', lyra]
  for (const id of ids) await desk.ask(byId('enableGatewayAccount'), { id })
  const names = async () => (await desk.storefront()).banks.map(({ name }) => name)
  await expect.poll(names).toEqual(['Ma banque', 'Seconde'])
  const sort =
    'mutation ($ids: [ID!]!) { answer: sortGatewayAccounts(ids: $ids) { userErrors { code field } } }'
  expect((await desk.ask(sort, { ids: [lyra, lyra] })).userErrors[0]?.code).toBe('NOT_FOUND')
  expect((await desk.ask(sort, { ids })).userErrors).toEqual([])
  await expect.poll(names).toEqual(['Seconde', 'Ma banque'])
})

test('each change is audited, and no entry holds a key', async () => {
  const desk = await openDesk()
  const id = await desk.add()
  await desk.ask(CHANGE, { input: { id, fields: [{ name: 'testKey', value: 'abcdefghijklmnop' }] } })
  for (const verb of ['enableGatewayAccount', 'disableGatewayAccount']) await desk.ask(byId(verb), { id })
  await desk.ask(TRY, { id, accept: false })
  await desk.ask(byId('removeGatewayAccount'), { id })
  const entries = await desk.rows<{ action: string; subject: string }>(
    `select action, subject from audit_entry where action like '%GatewayAccount' or action = 'startTestPayment' order by at, id`,
  )
  expect(entries).toEqual([
    { action: 'addGatewayAccount', subject: 'Ma banque (lyra)' },
    { action: 'changeGatewayAccount', subject: 'Ma banque, testKey' },
    { action: 'enableGatewayAccount', subject: 'Ma banque' },
    { action: 'disableGatewayAccount', subject: 'Ma banque' },
    { action: 'startTestPayment', subject: 'Ma banque (TEST)' },
    { action: 'removeGatewayAccount', subject: 'Ma banque (lyra)' },
  ])
})
