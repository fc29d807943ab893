import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type BankSandbox, startBankSandbox } from '../start.ts'
import { BankClient } from '../test/bank-client.ts'
import { startListeningShop } from '../test/listening-shop.ts'
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

test.each(vectors)('$id: the bank seals as the vector does', (vector) => {
  const { key, data = vector.signed_string ?? '', algorithm, expected } = vector
  expect(sealSips(data, key, algorithm.startsWith('HMAC') ? 'HMAC-SHA-256' : 'SHA-256')).toBe(expected)
})

const path = '/sips/simu/paymentInit'
const production = '/sips/paymentInit'
const algorithm = 'HMAC-SHA-256'
const credentials = { merchantId: '211000021310001', secretKey: 'made-up-key', keyVersion: '1', mode: 'TEST' }
const foreign = { merchantId: '211000021310002', secretKey: 'their-key', keyVersion: '3', mode: 'TEST' }
const live = { merchantId: '211000021310003', secretKey: 'live-key', keyVersion: '1', mode: 'PRODUCTION' }

let shop: Awaited<ReturnType<typeof startListeningShop>>
let sandbox: BankSandbox
let bank: BankClient
let count = 0

beforeAll(async () => {
  shop = await startListeningShop()
  const account = (name: string, keys: object) => ({
    shop: name,
    protocol: 'sips',
    notifyUrl: `${shop.url}/${name}`,
    credentials: keys,
  })
  sandbox = await startBankSandbox({
    accounts: [account('atelier', credentials), account('live', live), account('harbour', foreign)],
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
const order = (changes: Changes = {}, key?: string, at = path) =>
  bank.order(at, envelope(newData(changes), key))
const open = async (changes: Changes = {}) => (await order(changes)).id
const fieldsOf = (form?: URLSearchParams): Record<string, string> => {
  const encoding = form?.get('Encode')
  const data = form?.get('Data') ?? ''
  return Object.fromEntries(readSipsData(encoding ? Buffer.from(data, 'base64').toString() : data) ?? [])
}
const last = () => shop.received.at(-1)?.fields
const isSealed = (form: URLSearchParams | undefined, key = credentials.secretKey) =>
  form?.get('Seal') === sealSips(form?.get('Data') ?? '', key, form?.get('SealAlgorithm') ?? undefined)

describe('the request is checked as the bank checks it', () => {
  test.each<[string, Changes, string, string]>([
    ['another merchant', { merchantId: '000000000000000' }, '03', 'merchantId'],
    ['another version of the key', { keyVersion: '2' }, '34', 'keyVersion'],
    ['an amount with a point', { amount: '51.24' }, '30', 'amount'],
    ['nothing to pay', { amount: '0' }, '30', 'amount'],
    ['a currency in letters', { currencyCode: 'EUR' }, '30', 'currencyCode'],
    ['no return URL', { normalReturnUrl: undefined }, '30', 'normalReturnUrl'],
    ['no channel', { orderChannel: undefined }, '30', 'orderChannel'],
    ['a reference with a dash', { transactionReference: 'REF-1' }, '30', 'transactionReference'],
    ['a reference of 36', { transactionReference: 'a'.repeat(36) }, '30', 'transactionReference'],
    ['a relative notification URL', { automaticResponseUrl: '/notify' }, '30', 'automaticResponseUrl'],
  ])('%s', async (_, changes, code, field) => {
    expect(await order(changes)).toMatchObject({ status: 400, code, field })
  })
  test('a wrong key', async () => {
    expect(await order({}, foreign.secretKey)).toMatchObject({ code: '34', field: 'Seal' })
  })
  test('the algorithm is the one that was named', async () => {
    const unnamed = Object.entries(envelope(newData())).filter(([name]) => name !== 'SealAlgorithm')
    expect(await bank.order(path, unnamed)).toMatchObject({ code: '34', field: 'Seal' })
    const data = newData()
    const older = { Data: data, InterfaceVersion: 'HP_2.24', Seal: sealSips(data, credentials.secretKey) }
    expect((await bank.order(path, older)).status).toBe(303)
  })
  test('the seal is over Data as sent, base64 too', async () => {
    const data = Buffer.from(newData({ returnContext: 'à=b' })).toString('base64')
    expect((await bank.order(path, envelope(data, undefined, { Encode: 'base64' }))).status).toBe(303)
  })
  test('a name twice inside Data', async () => {
    expect(await bank.order(path, envelope(`${newData()}|amount=1`))).toMatchObject({
      field: 'amount',
      reason: 'repeated',
    })
  })
  test('a pair without its sign', async () => {
    expect(await bank.order(path, envelope(`${newData()}|amount`))).toMatchObject({ field: 'Data' })
  })
  test('a merchant of the simulation is unknown in production', async () => {
    expect(await order({}, undefined, production)).toMatchObject({ code: '03' })
  })
  test('a reference comes once for ever', async () => {
    await order({ transactionReference: 'ONCE' })
    expect(await order({ transactionReference: 'ONCE' })).toMatchObject({ code: '94' })
  })
})

describe('the notification', () => {
  test('paid', async () => {
    await bank.decide(await open({ automaticResponseUrl: `${shop.url}/own`, returnContext: 'a=b=c' }), 'paid')
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
  ])('%s is %s, without an authorisation', async (outcome, responseCode) => {
    await bank.decide(await open(), outcome)
    expect(fieldsOf(last())).toMatchObject({ responseCode, authorisationId: 'null' })
  })
  test('base64 when asked', async () => {
    await bank.decide(await open({ responseEncoding: 'base64' }), 'paid')
    expect(last()?.get('Encode')).toBe('base64')
    expect(isSealed(last())).toBe(true)
    expect(fieldsOf(last()).responseCode).toBe('00')
  })
})

test('the buyer’s browser carries the same sealed message', async () => {
  const id = await open()
  await bank.decide(id, 'paid')
  const { url, method, fields } = await bank.leave(id)
  expect({ url, method }).toEqual({ url: `${shop.url}/return`, method: 'POST' })
  expect(new Map(fields.map(({ name, value }) => [name, value])).get('Data')).toBe(last()?.get('Data'))
})

describe('misbehaviour', () => {
  const wrong = async (tamper: string) => {
    await bank.decide(await open(), 'paid', { tamper })
    return last()
  }
  test('forged', async () => expect(isSealed(await wrong('forged'))).toBe(false))
  test('truncated', async () => expect(isSealed(await wrong('truncated'))).toBe(false))
  test('unsigned', async () => expect((await wrong('unsigned'))?.has('Seal')).toBe(false))
  test('duplicated', async () => expect((await wrong('duplicated'))?.getAll('Data').length).toBe(2))
  test.each([
    ['amount', { amount: '51' }],
    ['currency', { currencyCode: '840' }],
    ['accents', { returnContext: ACCENTED }],
  ])('%s, rightly sealed', async (tamper, expected) => {
    const message = await wrong(tamper)
    expect(fieldsOf(message)).toMatchObject(expected)
    expect(isSealed(message)).toBe(true)
  })
  test('a message of the simulation in production, sealed with the key that everybody knows', async () => {
    const form = envelope(newData({ merchantId: live.merchantId }), live.secretKey)
    await bank.decide((await bank.order(production, form)).id, 'paid', { tamper: 'mode' })
    expect(fieldsOf(last()).merchantId).toBe('002001000000001')
    expect(isSealed(last(), '002001000000001_KEY1')).toBe(true)
    expect(shop.received.at(-1)?.path).toBe('/live')
  })
  test('another shop’s reference, and another shop’s message', async () => {
    const theirs = { merchantId: foreign.merchantId, keyVersion: '3', transactionReference: 'THEIRS' }
    await order(theirs, foreign.secretKey)
    const reference = await wrong('reference')
    expect(fieldsOf(reference)).toMatchObject({
      transactionReference: 'THEIRS',
      merchantId: credentials.merchantId,
    })
    expect(isSealed(reference)).toBe(true)
    expect(isSealed(await wrong('shop'))).toBe(false)
  })
})
