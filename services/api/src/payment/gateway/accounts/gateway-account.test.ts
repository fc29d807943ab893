import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  ADD,
  mutationById,
  CHANGE,
  START_TEST_PAYMENT,
  createGatewayAccountOwner,
  type GatewayAccountOwnerOptions,
} from '../../../../test/bank/gateway-account-owner.ts'
import type { TestApi } from '../../../../test/api.ts'
import { newContract, startApiAndBank, type TestBank } from '../../../../test/bank/bank.ts'

let api: TestApi
let bank: TestBank
let stop: (() => Promise<void>) | undefined

beforeAll(async () => {
  ;({ api, bank, stop } = await startApiAndBank([1]))
})
afterAll(() => stop?.())

const createOwner = (...options: GatewayAccountOwnerOptions) =>
  createGatewayAccountOwner(api, bank, ...options)

const MONETICO = 'Monetico (Crédit Mutuel, CIC)'

describe('adding a bank', () => {
  test('reports all invalid and missing fields at once', async () => {
    const owner = await createOwner()
    const { userErrors } = await owner.mutate(
      ADD,
      owner.newAccount({
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

  test('drops the spaces inside identifiers and keys, as banks show them in groups', async () => {
    const owner = await createOwner('monetico')
    const { userErrors } = await owner.mutate(
      ADD,
      owner.newAccount({
        fields: [
          { name: 'tpe', value: ' 123 4567 ' },
          { name: 'societe', value: 'atelier' },
          { name: 'key', value: '01234567 89abcdef\u00a001234567\t89abcdef 01234567\n' },
        ],
      }),
    )
    expect(userErrors).toEqual([])
  })

  test.each([
    'http://bank.example/',
    'javascript:alert(1)',
    'https://user:secret@bank.example/',
    'https://bank.example/#here',
    'secure.payzen.eu',
    '',
  ])('rejects payment URL %j', async (paymentUrl) => {
    const owner = await createOwner()
    const { userErrors } = await owner.mutate(ADD, owner.newAccount({ paymentUrl }))
    expect(userErrors).toEqual([{ code: 'PAYMENT_URL_INVALID', field: ['paymentUrl'] }])
  })

  test.each([
    ['TEST', 'https://p.monetico-services.com/test/paiement.cgi'],
    ['PRODUCTION', 'https://p.monetico-services.com/paiement.cgi'],
  ])('takes the payment page of a brand in %s', async (environment, paymentUrl) => {
    const owner = await createOwner('monetico')
    const changes = { environment, paymentUrl: null, brand: MONETICO }
    expect((await owner.mutate(ADD, owner.newAccount(changes))).userErrors).toEqual([])
    expect(await owner.rows('select payment_url from gateway_account')).toEqual([{ payment_url: paymentUrl }])
  })

  test('changes the payment page to that of a brand', async () => {
    const owner = await createOwner('monetico')
    const input = { id: await owner.add(), brand: MONETICO }
    expect((await owner.mutate(CHANGE, { input })).userErrors).toEqual([])
    expect(await owner.rows('select payment_url from gateway_account')).toEqual([
      { payment_url: 'https://p.monetico-services.com/test/paiement.cgi' },
    ])
  })

  test('rejects an unknown brand', async () => {
    const owner = await createOwner('monetico')
    const { userErrors } = await owner.mutate(ADD, owner.newAccount({ brand: 'No such bank' }))
    expect(userErrors).toEqual([{ code: 'NOT_FOUND', field: ['brand'] }])
  })

  test('rejects a known bank’s test page in production', async () => {
    const owner = await createOwner('monetico')
    const paymentUrl = 'https://p.monetico-services.com/test/paiement.cgi'
    const inProduction = await owner.mutate(ADD, owner.newAccount({ paymentUrl, environment: 'PRODUCTION' }))
    expect(inProduction.userErrors).toEqual([{ code: 'PAYMENT_URL_INVALID', field: ['paymentUrl'] }])
    expect((await owner.mutate(ADD, owner.newAccount({ paymentUrl }))).userErrors).toEqual([])
  })

  test('rejects a payment page on loopback if the API is not on loopback', async () => {
    const owner = await createOwner()
    api.app.env.apiUrl = 'https://api.example'
    try {
      const { userErrors } = await owner.mutate(ADD, owner.newAccount())
      expect(userErrors).toEqual([{ code: 'PAYMENT_URL_INVALID', field: ['paymentUrl'] }])
    } finally {
      api.app.env.apiUrl = api.url
    }
  })

  test('allows one bank per protocol, even if two are added concurrently', async () => {
    const owner = await createOwner()
    const payloads = await Promise.all([
      owner.mutate(ADD, owner.newAccount()),
      owner.mutate(ADD, owner.newAccount()),
    ])
    expect(payloads.flatMap(({ userErrors }) => userErrors)).toEqual([
      { code: 'BANK_ALREADY_ADDED', field: ['protocol'] },
    ])
  })

  test('a test payment in production requires accepting that real money is charged', async () => {
    const owner = await createOwner('lyra', 'PRODUCTION')
    const id = await owner.add()
    const { redirect, userErrors } = await owner.mutate(START_TEST_PAYMENT, { id, accept: false })
    expect(redirect).toBeNull()
    expect(userErrors).toEqual([{ code: 'REQUIRED', field: ['acceptRealPayment'] }])
    expect((await owner.mutate(START_TEST_PAYMENT, { id, accept: true })).redirect?.url).toContain(bank.url)
  })
})

test('a removed bank without payments is deleted; one with payments still takes notifications and can be added again', async () => {
  const owner = await createOwner()
  const first = await owner.add()
  await owner.mutate(mutationById('removeGatewayAccount'), { id: first })
  expect(await owner.rows('select from gateway_account')).toEqual([])

  const id = await owner.add()
  await owner.enable(id)
  const { payment, orderStatus } = await owner.startOrderPayment(id)
  await owner.mutate(mutationById('removeGatewayAccount'), { id })
  expect(await owner.findAccount(id)).toBeNull()
  expect((await owner.mutate(mutationById('enableGatewayAccount'), { id })).userErrors[0]?.code).toBe(
    'NOT_FOUND',
  )
  await expect.poll(async () => (await owner.storefront()).banks).toEqual([])
  await owner.decide(payment, 'paid')
  expect(await orderStatus()).toBe('PAID')

  expect(await owner.add()).toBe(id)
  expect(await owner.findAccount(id)).toMatchObject({ enabled: false, triedAt: null })
})

describe('a shop without an enabled bank does not offer BANK', () => {
  test.each(['disableGatewayAccount', 'removeGatewayAccount'])('after %s', async (mutation) => {
    const owner = await createOwner()
    expect(await owner.storefront()).toEqual({ paymentModes: ['CARD'], banks: [] })
    const id = await owner.add()
    await owner.enable(id)
    await expect.poll(async () => (await owner.storefront()).paymentModes).toEqual(['BANK', 'CARD'])
    expect(await owner.mutate(mutationById(mutation), { id })).toEqual({ userErrors: [] })
    await expect.poll(() => owner.storefront()).toEqual({ paymentModes: ['CARD'], banks: [] })
  })
})

test('buyers see the banks in the order set by the owner', async () => {
  const owner = await createOwner()
  const lyra = await owner.add()
  const { path, credentials } = await newContract.sips(bank, owner.shop, 'TEST')
  const sips = await owner.mutate(
    ADD,
    owner.newAccount({
      protocol: 'sips',
      name: 'Seconde',
      paymentUrl: `${bank.url}${path}`,
      fields: Object.entries(credentials).map(([name, value]) => ({ name, value })),
    }),
  )
  const ids = [sips.gatewayAccount?.id ?? '', lyra]
  for (const id of ids) await owner.enable(id)
  const names = async () => (await owner.storefront()).banks.map(({ name }) => name)
  await expect.poll(names).toEqual(['Ma banque', 'Seconde'])
  const sort =
    'mutation ($ids: [ID!]!) { payload: sortGatewayAccounts(ids: $ids) { userErrors { code field } } }'
  expect((await owner.mutate(sort, { ids: [lyra, lyra] })).userErrors[0]?.code).toBe('NOT_FOUND')
  expect((await owner.mutate(sort, { ids })).userErrors).toEqual([])
  await expect.poll(names).toEqual(['Seconde', 'Ma banque'])
})

test('every change is audited without keys', async () => {
  const owner = await createOwner()
  const id = await owner.add()
  await owner.mutate(CHANGE, { input: { id, fields: [{ name: 'testKey', value: 'abcdefghijklmnop' }] } })
  for (const name of ['enableGatewayAccount', 'disableGatewayAccount'])
    await owner.mutate(mutationById(name), { id })
  await owner.mutate(START_TEST_PAYMENT, { id, accept: false })
  await owner.mutate(mutationById('removeGatewayAccount'), { id })
  const entries = await owner.rows<{ action: string; subject: string }>(
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
