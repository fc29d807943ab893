import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Order } from '../../../order/order.entity.ts'
import { NotAuthenticError, type DecryptedGatewayAccount } from '../bank-protocol.ts'
import { parseSipsData, sealSips, sips } from './sips.ts'

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

describe('a payment request', () => {
  const order = { email: 'camille@buyers.test', language: 'fr' } as Order
  const request = {
    reference: 'r1',
    amount: 2480,
    currency: 'EUR',
    order,
    notifyUrl: 'https://api.test/notify',
    returnUrl: 'https://api.test/return',
    at: new Date('2026-11-24T06:30:00Z'),
    itemCount: 3,
    timeZone: 'Europe/Paris',
    dailyNumber: 1,
  }
  const formOf = (changes: Partial<typeof request> = {}, at = account) => {
    const { fields } = sips.buildRedirect(at, { ...request, ...changes })
    return Object.fromEntries(fields.map(({ name, value }) => [name, value]))
  }

  test('is sealed with HMAC-SHA-256', () => {
    const { Data = '', Seal, SealAlgorithm } = formOf()
    expect(SealAlgorithm).toBe('HMAC-SHA-256')
    expect(Seal).toBe(sealSips(Data, secretKey))
  })

  test('contains the fields that the bank requires', () => {
    expect(parseSipsData(formOf().Data ?? '')).toMatchObject({
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

  test('does not let a value inject a field', () => {
    const injected = formOf({ order: { ...order, email: 'a|amount=1@buyers.test' } })
    expect(parseSipsData(injected.Data ?? '')).not.toHaveProperty(['customerContact.email'])
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
  ])('with response code %j is %s', (responseCode, outcome) => {
    expect(read(sealed(dataOf({ responseCode }))).outcome).toBe(outcome)
  })

  test('is converted to the platform’s terms without card data', () => {
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

  test.each(['base64', 'base64url'] as const)('encoded in %s is accepted and decoded', (Encode) => {
    const data = Buffer.from(dataOf({ returnContext: 'Éléonore Bœuf' })).toString(Encode)
    expect(read(sealed(data, { Encode })).fields.returnContext).toBe('Éléonore Bœuf')
  })

  test('whose seal is in upper case is accepted', () => {
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
  ])('%s is refused', (_what, body) => {
    expect(() => read(body)).toThrow(NotAuthenticError)
  })
})

describe('environment', () => {
  test.each(['002001000000001', '002001000000002', '211000021310001'])(
    'the simulator’s merchant %s is refused in production',
    (identity) => {
      const body = sealed(dataOf({ merchantId: identity }))
      expect(() => read(body, { ...account, identity })).toThrow('environment')
      expect(read(body, { ...inTest, identity }).outcome).toBe('PAID')
    },
  )
})

describe('known defects of other adapters', () => {
  test('omnipay-mercanet: a wrong seal is refused', () => {
    expect(() => read(sealed(dataOf(), { Seal: '0'.repeat(64) }))).toThrow('seal')
    expect(() => read(sealed(dataOf(), { Seal: '' }))).toThrow('seal')
  })

  test('an account without a key throws', () => {
    const { secretKey: _key, ...credentials } = account.credentials
    expect(() => read(sealed(dataOf(), {}, ''), { ...account, credentials })).toThrow('no secretKey')
  })

  test('SyliusMercanet: response code 60 is PENDING, not PAID', () => {
    expect(read(sealed(dataOf({ responseCode: '60' }))).outcome).toBe('PENDING')
  })

  test('SyliusMercanet: reference, amount and currency come from the sealed Data, not from the query', () => {
    const body = sealed(dataOf({ transactionReference: 'cheap', amount: '100', currencyCode: '840' }))
    const raw = { query: 'transactionReference=other&amount=2480', body: Buffer.from(body), address: '' }
    expect(sips.readNotification(account, raw)).toMatchObject({
      reference: 'cheap',
      amount: 100,
      currency: 'USD',
    })
  })

  test('Mercanaute sample: values may contain equals signs, and the message does not choose the algorithm', () => {
    expect(read(sealed(dataOf({ returnContext: 'a=b=c' }))).fields.returnContext).toBe('a=b=c')
    const data = dataOf()
    const sha256Seal = createHash('sha256')
      .update(data + secretKey)
      .digest('hex')
    expect(() => read(sealed(data, { Seal: sha256Seal, SealAlgorithm: 'SHA-256' }))).toThrow('algorithm')
  })
})

test('reads the reference from the buyer’s return, or null if it is malformed', () => {
  const referenceIn = (form: Record<string, string>) => sips.readReturnReference(new URLSearchParams(form))
  expect(referenceIn({ Data: dataOf() })).toBe('b4fb98a9c2c')
  expect(referenceIn({ Data: Buffer.from(dataOf()).toString('base64'), Encode: 'base64' })).toBe(
    'b4fb98a9c2c',
  )
  expect(referenceIn({ Data: 'x' })).toBeNull()
  expect(referenceIn({ Data: 'x=1' })).toBeNull()
  expect(referenceIn({})).toBeNull()
})

test('references are random letters and unique', () => {
  const references = Array.from({ length: 1000 }, () => sips.newReference())
  expect(new Set(references).size).toBe(1000)
  expect(references.every((reference) => /^[a-p]{30}$/.test(reference))).toBe(true)
})
