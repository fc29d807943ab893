import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Order } from '../../../order/order.entity.ts'
import { NotAuthenticError, type DecryptedGatewayAccount } from '../bank-protocol.ts'
import { readSipsData, sealSips, sips } from './sips.ts'

const secretKey = 'S9i8qClCnb2CZU3y'
const account: DecryptedGatewayAccount = {
  protocol: 'sips',
  environment: 'PRODUCTION',
  paymentUrl: 'https://bank.test/paymentInit',
  identity: '011223344550000',
  credentials: { merchantId: '011223344550000', secretKey, keyVersion: '1' },
}
const inTest: DecryptedGatewayAccount = { ...account, environment: 'TEST' }

const PAID = {
  merchantId: '011223344550000',
  keyVersion: '1',
  transactionReference: 'b4fb98a9c2c',
  responseCode: '00',
  amount: '2480',
  currencyCode: '978',
  authorisationId: '12345',
}

const dataOf = (changes: Record<string, string> = {}): string =>
  Object.entries({ ...PAID, ...changes })
    .map(([name, value]) => `${name}=${value}`)
    .join('|')

const sealed = (data: string, form: Record<string, string> = {}, key = secretKey): string =>
  new URLSearchParams({
    Data: data,
    Seal: sealSips(data, key),
    InterfaceVersion: 'HP_2.24',
    ...form,
  }).toString()

const read = (body: string, at = account) =>
  sips.readNotification(at, { query: '', body: Buffer.from(body), address: '127.0.0.1' })

describe('a request', () => {
  const order = { email: 'camille@buyers.test', language: 'fr' } as Order
  const attempt = {
    reference: 'r1',
    amount: 2480,
    currency: 'EUR',
    order,
    notifyUrl: 'https://api.test/notify',
    returnUrl: 'https://api.test/return',
    at: new Date('2026-11-24T06:30:00Z'),
    itemCount: 3,
    timeZone: 'Europe/Paris',
    dayNumber: 1,
  }
  const formOf = (changes: Partial<typeof attempt> = {}, at = account) => {
    const { fields } = sips.redirect(at, { ...attempt, ...changes })
    return Object.fromEntries(fields.map(({ name, value }) => [name, value]))
  }

  test('is sealed as it is sent', () => {
    const { Data = '', Seal, SealAlgorithm } = formOf()
    expect(SealAlgorithm).toBe('HMAC-SHA-256')
    expect(Seal).toBe(sealSips(Data, secretKey))
  })

  test('holds what the bank demands', () => {
    expect(readSipsData(formOf().Data ?? '')).toMatchObject({
      amount: '2480',
      currencyCode: '978',
      merchantId: '011223344550000',
      keyVersion: '1',
      transactionReference: 'r1',
      orderChannel: 'INTERNET',
      captureMode: 'AUTHOR_CAPTURE',
      automaticResponseUrl: 'https://api.test/notify',
      normalReturnUrl: 'https://api.test/return',
    })
  })

  test('never lets a value slip in a field', () => {
    const slipped = formOf({ order: { ...order, email: 'a|amount=1@buyers.test' } })
    expect(readSipsData(slipped.Data ?? '')).not.toHaveProperty(['customerContact.email'])
    expect(() => formOf({ returnUrl: 'https://api.test/|amount=1' })).toThrow()
  })
})

describe('a notification', () => {
  test.each([
    ['00', 'PAID'],
    ['60', 'PENDING'],
    ['17', 'CANCELLED'],
    ['97', 'CANCELLED'],
    ['02', 'REFUSED'],
    ['05', 'REFUSED'],
    ['34', 'REFUSED'],
    ['51', 'REFUSED'],
    ['75', 'REFUSED'],
    ['99', 'REFUSED'],
    ['94', 'NONE'],
    ['24', 'NONE'],
    ['0', 'NONE'],
    ['', 'NONE'],
    ['null', 'NONE'],
  ])('of response code %s means %s', (responseCode, outcome) => {
    expect(read(sealed(dataOf({ responseCode }))).outcome).toBe(outcome)
  })

  test('is read into the platform’s terms, and leaves nothing of the card behind', () => {
    const card = {
      maskedPan: '4500#############01',
      panExpiryDate: '202706',
      tokenPan: 'g011040a730424d1ba6',
    }
    expect(read(sealed(dataOf({ ...card, returnContext: 'null' })))).toEqual({
      dedupeKey: 'b4fb98a9c2c',
      bankStatus: '00',
      outcome: 'PAID',
      reference: 'b4fb98a9c2c',
      amount: 2480,
      currency: 'EUR',
      environment: 'PRODUCTION',
      authorizationNumber: '12345',
      bankTransactionId: 'b4fb98a9c2c',
      fields: PAID,
    })
  })

  test.each(['base64', 'base64url'] as const)('encoded in %s is sealed as it is sent', (Encode) => {
    const data = Buffer.from(dataOf({ returnContext: 'Éléonore Bœuf' })).toString(Encode)
    expect(read(sealed(data, { Encode })).fields.returnContext).toBe('Éléonore Bœuf')
  })

  test('whose seal is in capitals is believed', () => {
    expect(read(sealed(dataOf(), { Seal: sealSips(dataOf(), secretKey).toUpperCase() })).outcome).toBe('PAID')
  })

  test.each([
    ['forged', sealed(dataOf(), {}, 'forged')],
    ['altered', sealed(dataOf()).replace('2480', '1')],
    ['without a seal', new URLSearchParams({ Data: dataOf() }).toString()],
    ['truncated', sealed(dataOf()).slice(0, 150)],
    ['of another merchant', sealed(dataOf({ merchantId: '011223344550001' }))],
    ['of another key version', sealed(dataOf({ keyVersion: '2' }))],
    ['that names another algorithm', sealed(dataOf(), { SealAlgorithm: 'SHA-256' })],
    ['in an unknown encoding', sealed(dataOf(), { Encode: 'hex' })],
    ['with Data twice', `${sealed(dataOf())}&Data=amount%3D1`],
    ['with a field twice', sealed(`${dataOf()}|amount=1`)],
    ['with a field that has no name', sealed(`${dataOf()}|x`)],
    ['that is empty', ''],
  ])('%s is not believed', (_what, body) => {
    expect(() => read(body)).toThrow(NotAuthenticError)
  })
})

describe('test and production never mix', () => {
  test.each(['002001000000001', '002001000000002', '211000021310001'])(
    'the simulation’s merchant %s is refused in production',
    (identity) => {
      const body = sealed(dataOf({ merchantId: identity }))
      expect(() => read(body, { ...account, identity })).toThrow('environment')
      expect(read(body, { ...inTest, identity }).outcome).toBe('PAID')
    },
  )
})

describe('defects of other people’s adapters', () => {
  test('omnipay-mercanet: a wrong seal is a wrong seal', () => {
    expect(() => read(sealed(dataOf(), { Seal: '0'.repeat(64) }))).toThrow('seal')
    expect(() => read(sealed(dataOf(), { Seal: '' }))).toThrow('seal')
  })

  test('an account without a key believes nothing', () => {
    const { secretKey: _key, ...credentials } = account.credentials
    expect(() => read(sealed(dataOf(), {}, ''), { ...account, credentials })).toThrow('no secretKey')
  })

  test('SyliusMercanet: pending, 60, completes nothing', () => {
    expect(read(sealed(dataOf({ responseCode: '60' }))).outcome).toBe('PENDING')
  })

  test('SyliusMercanet: reference, amount and currency are those of the sealed text, not of the address', () => {
    const body = sealed(dataOf({ transactionReference: 'cheap', amount: '100', currencyCode: '840' }))
    const raw = { query: 'transactionReference=dear&amount=2480', body: Buffer.from(body), address: '' }
    expect(sips.readNotification(account, raw)).toMatchObject({
      reference: 'cheap',
      amount: 100,
      currency: 'USD',
    })
  })

  test('Mercanaute sample: a value keeps its own equals signs, and algorithm and key are never the message’s', () => {
    expect(read(sealed(dataOf({ returnContext: 'a=b=c' }))).fields.returnContext).toBe('a=b=c')
    const data = dataOf()
    const older = createHash('sha256')
      .update(data + secretKey)
      .digest('hex')
    expect(() => read(sealed(data, { Seal: older, SealAlgorithm: 'SHA-256' }))).toThrow('algorithm')
  })
})

test('a returning browser says where to send it, or nothing', () => {
  const back = (form: Record<string, string>) => sips.readReturn(new URLSearchParams(form))
  expect(back({ Data: dataOf() })).toBe('b4fb98a9c2c')
  expect(back({ Data: Buffer.from(dataOf()).toString('base64'), Encode: 'base64' })).toBe('b4fb98a9c2c')
  expect(back({ Data: 'x' })).toBeNull()
  expect(back({ Data: 'x=1' })).toBeNull()
  expect(back({})).toBeNull()
})

test('references can’t be guessed and never repeat', () => {
  const references = Array.from({ length: 1000 }, () => sips.newReference())
  expect(new Set(references).size).toBe(1000)
  expect(references.every((reference) => /^[a-p]{30}$/.test(reference))).toBe(true)
})
