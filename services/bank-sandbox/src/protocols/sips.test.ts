import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type BankSandbox, startBankSandbox } from '../start.ts'
import { BankClient } from '../test/bank-client.ts'
import { startFakeShop } from '../test/fake-shop.ts'
import { ACCENTED } from '../tamper-notification.ts'
import { readSipsData, sealSips } from './sips.ts'

interface Vector {
  id: string
  key: string
  data?: string
  signed_string?: string
  algorithm: string
  expected: string
}

const vectors = JSON.parse(readFileSync(new URL('sips.vectors.json', import.meta.url), 'utf8')) as Vector[]

test.each(vectors)('seals vector $id', (vector) => {
  const { key, data = vector.signed_string ?? '', algorithm, expected } = vector
  expect(sealSips(data, key, algorithm.startsWith('HMAC') ? 'HMAC-SHA-256' : 'SHA-256')).toBe(expected)
})

const path = '/sips/simu/paymentInit'
const production = '/sips/paymentInit'
const algorithm = 'HMAC-SHA-256'
const credentials = { merchantId: '211000021310001', secretKey: 'test-key', keyVersion: '1', mode: 'TEST' }
const otherCredentials = {
  merchantId: '211000021310002',
  secretKey: 'other-key',
  keyVersion: '3',
  mode: 'TEST',
}
const productionCredentials = {
  merchantId: '211000021310003',
  secretKey: 'production-key',
  keyVersion: '1',
  mode: 'PRODUCTION',
}

let shop: Awaited<ReturnType<typeof startFakeShop>>
let sandbox: BankSandbox
let bank: BankClient
let count = 0

beforeAll(async () => {
  shop = await startFakeShop()
  const account = (name: string, accountCredentials: object) => ({
    shop: name,
    protocol: 'sips',
    notifyUrl: `${shop.url}/${name}`,
    credentials: accountCredentials,
  })
  sandbox = await startBankSandbox({
    accounts: [
      account('atelier', credentials),
      account('production', productionCredentials),
      account('harbour', otherCredentials),
    ],
    retrySeconds: [0.05],
  })
  bank = new BankClient(sandbox.url)
})
afterAll(async () => {
  await sandbox.stop()
  await shop.stop()
})
beforeEach(() => shop.reset())

type Changes = Record<string, string | undefined>

function newData(changes: Changes = {}): string {
  const all: Changes = {
    amount: '5124',
    currencyCode: '978',
    merchantId: credentials.merchantId,
    normalReturnUrl: `${shop.url}/return`,
    orderChannel: 'INTERNET',
    transactionReference: `REF${(count += 1)}`,
    keyVersion: '1',
    ...changes,
  }
  const pairs = Object.entries(all).filter((entry) => entry[1] !== undefined)
  return pairs.map(([name, value]) => `${name}=${value}`).join('|')
}

const envelope = (data: string, key = credentials.secretKey, more: Record<string, string> = {}) => ({
  Data: data,
  InterfaceVersion: 'HP_3.4',
  SealAlgorithm: algorithm,
  Seal: sealSips(data, key, algorithm),
  ...more,
})
const submitOrder = (changes: Changes = {}, key?: string, at = path) =>
  bank.submitOrder(at, envelope(newData(changes), key))
const createPayment = async (changes: Changes = {}) => (await submitOrder(changes)).id
const fieldsOf = (form?: URLSearchParams): Record<string, string> => {
  const encoding = form?.get('Encode')
  const data = form?.get('Data') ?? ''
  return Object.fromEntries(readSipsData(encoding ? Buffer.from(data, 'base64').toString() : data) ?? [])
}
const last = () => shop.received.at(-1)?.fields
const isSealed = (form: URLSearchParams | undefined, key = credentials.secretKey) =>
  form?.get('Seal') === sealSips(form?.get('Data') ?? '', key, form?.get('SealAlgorithm') ?? undefined)

describe('Sips request validation', () => {
  test.each<[string, Changes, string, string]>([
    ['an unknown merchant', { merchantId: '000000000000000' }, '03', 'merchantId'],
    ['a wrong key version', { keyVersion: '2' }, '34', 'keyVersion'],
    ['an amount with a decimal point', { amount: '51.24' }, '30', 'amount'],
    ['a zero amount', { amount: '0' }, '30', 'amount'],
    ['an alphabetic currency code', { currencyCode: 'EUR' }, '30', 'currencyCode'],
    ['no return URL', { normalReturnUrl: undefined }, '30', 'normalReturnUrl'],
    ['no order channel', { orderChannel: undefined }, '30', 'orderChannel'],
    ['a reference with a dash', { transactionReference: 'REF-1' }, '30', 'transactionReference'],
    ['a reference of 36 characters', { transactionReference: 'a'.repeat(36) }, '30', 'transactionReference'],
    ['a relative notification URL', { automaticResponseUrl: '/notify' }, '30', 'automaticResponseUrl'],
  ])('rejects a form with %s', async (_, changes, code, field) => {
    expect(await submitOrder(changes)).toMatchObject({ status: 400, code, field })
  })
  test('rejects a form sealed with a wrong key', async () => {
    expect(await submitOrder({}, otherCredentials.secretKey)).toMatchObject({ code: '34', field: 'Seal' })
  })
  test('uses the named seal algorithm, and SHA-256 by default', async () => {
    const withoutAlgorithm = Object.entries(envelope(newData())).filter(([name]) => name !== 'SealAlgorithm')
    expect(await bank.submitOrder(path, withoutAlgorithm)).toMatchObject({ code: '34', field: 'Seal' })
    const data = newData()
    const sha256Form = {
      Data: data,
      InterfaceVersion: 'HP_2.24',
      Seal: sealSips(data, credentials.secretKey),
    }
    expect((await bank.submitOrder(path, sha256Form)).status).toBe(303)
  })
  test('accepts a seal over base64-encoded Data', async () => {
    const data = Buffer.from(newData({ returnContext: 'à=b' })).toString('base64')
    expect((await bank.submitOrder(path, envelope(data, undefined, { Encode: 'base64' }))).status).toBe(303)
  })
  test('rejects a repeated name inside Data', async () => {
    expect(await bank.submitOrder(path, envelope(`${newData()}|amount=1`))).toMatchObject({
      field: 'amount',
      reason: 'repeated',
    })
  })
  test('rejects a pair without equals sign', async () => {
    expect(await bank.submitOrder(path, envelope(`${newData()}|amount`))).toMatchObject({ field: 'Data' })
  })
  test('rejects a simulation merchant in production', async () => {
    expect(await submitOrder({}, undefined, production)).toMatchObject({ code: '03' })
  })
  test('rejects a reference that was used before', async () => {
    await submitOrder({ transactionReference: 'ONCE' })
    expect(await submitOrder({ transactionReference: 'ONCE' })).toMatchObject({ code: '94' })
  })
})

describe('Sips notification', () => {
  test('has the fields of a paid transaction and a valid seal', async () => {
    await bank.decide(
      await createPayment({ automaticResponseUrl: `${shop.url}/own`, returnContext: 'a=b=c' }),
      'paid',
    )
    expect(shop.received[0]?.path).toBe('/own')
    expect(isSealed(last())).toBe(true)
    const expected = {
      responseCode: '00',
      amount: '5124',
      currencyCode: '978',
      returnContext: 'a=b=c',
      keyVersion: '1',
    }
    expect(fieldsOf(last())).toMatchObject(expected)
    expect(fieldsOf(last()).transactionDateTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/)
  })
  test.each([
    ['refused', '05'],
    ['cancelled', '17'],
    ['pending', '60'],
  ])('reports %s as %s without authorisation', async (outcome, responseCode) => {
    await bank.decide(await createPayment(), outcome)
    expect(fieldsOf(last())).toMatchObject({ responseCode, authorisationId: 'null' })
  })
  test('is base64-encoded on request', async () => {
    await bank.decide(await createPayment({ responseEncoding: 'base64' }), 'paid')
    expect(last()?.get('Encode')).toBe('base64')
    expect(isSealed(last())).toBe(true)
    expect(fieldsOf(last()).responseCode).toBe('00')
  })
})

test('Sips returns the buyer with the same sealed message', async () => {
  const id = await createPayment()
  await bank.decide(id, 'paid')
  const { url, method, fields } = await bank.leave(id)
  expect({ url, method }).toEqual({ url: `${shop.url}/return`, method: 'POST' })
  expect(new Map(fields.map(({ name, value }) => [name, value])).get('Data')).toBe(last()?.get('Data'))
})

describe('Sips misbehaviour', () => {
  const notifyWith = async (tamper: string) => {
    await bank.decide(await createPayment(), 'paid', { tamper })
    return last()
  }
  test('forged: seal is not valid', async () => expect(isSealed(await notifyWith('forged'))).toBe(false))
  test('truncated: seal is not valid', async () =>
    expect(isSealed(await notifyWith('truncated'))).toBe(false))
  test('unsigned: seal is absent', async () =>
    expect((await notifyWith('unsigned'))?.has('Seal')).toBe(false))
  test('duplicated: Data is sent twice', async () =>
    expect((await notifyWith('duplicated'))?.getAll('Data').length).toBe(2))
  test.each([
    ['amount', { amount: '51' }],
    ['currency', { currencyCode: '840' }],
    ['accents', { returnContext: ACCENTED }],
  ])('%s: seal is valid', async (tamper, expected) => {
    const message = await notifyWith(tamper)
    expect(fieldsOf(message)).toMatchObject(expected)
    expect(isSealed(message)).toBe(true)
  })
  test('mode: sends a message of the public simulation merchant to a production shop', async () => {
    const form = envelope(
      newData({ merchantId: productionCredentials.merchantId }),
      productionCredentials.secretKey,
    )
    await bank.decide((await bank.submitOrder(production, form)).id, 'paid', { tamper: 'mode' })
    expect(fieldsOf(last()).merchantId).toBe('002001000000001')
    expect(isSealed(last(), '002001000000001_KEY1')).toBe(true)
    expect(shop.received.at(-1)?.path).toBe('/production')
  })
  test('reference and shop: sends the reference and the message of another shop', async () => {
    const others = {
      merchantId: otherCredentials.merchantId,
      keyVersion: '3',
      transactionReference: 'THEIRS',
    }
    await submitOrder(others, otherCredentials.secretKey)
    const reference = await notifyWith('reference')
    expect(fieldsOf(reference)).toMatchObject({
      transactionReference: 'THEIRS',
      merchantId: credentials.merchantId,
    })
    expect(isSealed(reference)).toBe(true)
    expect(isSealed(await notifyWith('shop'))).toBe(false)
  })
})
