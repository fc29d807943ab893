import { generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Order } from '../../../order/order.entity.ts'
import { NotAuthenticError, type DecryptedGatewayAccount } from '../bank-protocol.ts'
import { paybox, PAYBOX_PUBLIC_KEY, signPaybox } from './paybox.ts'
import vectors from './paybox.vectors.json' with { type: 'json' }

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
const hmacKey = '0123456789ABCDEF'.repeat(8)

const account: DecryptedGatewayAccount = {
  protocol: 'paybox',
  environment: 'PRODUCTION',
  paymentUrl: 'https://bank.test/cgi/MYchoix_pagepaiement.cgi',
  identity: '1999888/32',
  credentials: { site: '1999888', rang: '32', identifiant: '107904482', hmacKey, publicKey: pem },
}
const inTest: DecryptedGatewayAccount = { ...account, environment: 'TEST' }

const signatureOf = (text: string) => sign('sha1', Buffer.from(text), privateKey).toString('base64')

const PAID = { M978: '2480', R: 'ref', T: '1234', A: 'A1B2C3', E: '00000', S: '5678' }

/** The query as the bank sends it; null removes a field. */
function signed(changes: Record<string, string | null> = {}): string {
  const fields = Object.entries({ ...PAID, ...changes }).filter(([, value]) => value !== null)
  const text = fields.map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`).join('&')
  return `${text}&K=${encodeURIComponent(signatureOf(text))}`
}

const read = (query: string, at = account, address = '127.0.0.1') =>
  paybox.readNotification(at, { query, body: Buffer.alloc(0), address })

/** The same account with the bank's real public key. */
const { publicKey: _testKey, ...realCredentials } = account.credentials
const realAccount: DecryptedGatewayAccount = { ...account, credentials: realCredentials }

describe('a payment request', () => {
  const order = {
    email: 'camille@buyers.test',
    language: 'en',
    billingAddress: {
      firstName: 'Marie-Françoise Élisabeth',
      lastName: 'L’Hôte & <fils>',
      line1: '1 rue "de la" Paix',
      postalCode: '75002',
      city: 'Paris',
      countryCode: 'FR',
    },
  } as Order
  const request = {
    reference: 'r1',
    amount: 5,
    currency: 'EUR',
    order,
    notifyUrl: 'https://api.test/notify',
    returnUrl: 'https://api.test/return',
    at: new Date('2026-11-24T06:30:00.123Z'),
    itemCount: 3,
    timeZone: 'Europe/Paris',
    dailyNumber: 1,
  }
  const { fields } = paybox.buildRedirect(account, request)
  const valueOf = (field: string) => fields.find(({ name }) => name === field)?.value

  test('is signed over its fields in the order sent, with the signature last', () => {
    const pairs = fields.slice(0, -1).map(({ name, value }): [string, string] => [name, value])
    expect(fields.at(-1)).toEqual({ name: 'PBX_HMAC', value: signPaybox(pairs, hmacKey) })
  })

  test('formats amount, currency, time and language as the bank requires', () => {
    expect(valueOf('PBX_TOTAL')).toBe('005')
    expect(valueOf('PBX_DEVISE')).toBe('978')
    expect(valueOf('PBX_TIME')).toBe('2026-11-24T06:30:00+00:00')
    expect(valueOf('PBX_LANGUE')).toBe('GBR')
  })

  test('contains the billing address without markup, cut to the bank’s maximum lengths', () => {
    expect(valueOf('PBX_BILLING')).toBe(
      '<?xml version="1.0" encoding="utf-8"?><Billing><Address><FirstName>Marie-Françoise Élisab</FirstName>' +
        '<LastName>L’Hôte    fils</LastName><Address1>1 rue  de la  Paix</Address1><ZipCode>75002</ZipCode>' +
        '<City>Paris</City><CountryCode>250</CountryCode></Address></Billing>',
    )
  })

  test.each([
    [3, 3],
    [99, 99],
    [250, 99],
  ])('sends a quantity of %i as %i', (itemCount, quantity) => {
    const sent = paybox.buildRedirect(account, { ...request, itemCount }).fields
    expect(sent.find(({ name }) => name === 'PBX_SHOPPINGCART')?.value).toBe(
      '<?xml version="1.0" encoding="utf-8"?><shoppingcart><total>' +
        `<totalQuantity>${quantity}</totalQuantity></total></shoppingcart>`,
    )
  })

  test('requests no card digits and no expiry date in the notification', () => {
    expect(valueOf('PBX_RETOUR')).not.toMatch(/:[DHJN]/)
  })
})

describe('a notification', () => {
  test.each([
    ['00000', 'PAID'],
    ['00105', 'REFUSED'],
    ['00151', 'REFUSED'],
    ['00004', 'REFUSED'],
    ['00040', 'REFUSED'],
    ['00117', 'CANCELLED'],
    ['00030', 'CANCELLED'],
    ['99999', 'PENDING'],
    ['00200', 'PENDING'],
    ['00100', 'NONE'],
    ['00015', 'NONE'],
    ['0', 'NONE'],
    ['SOMETHING', 'NONE'],
  ])('with error code %s is %s', (E, outcome) => {
    expect(read(signed({ E })).outcome).toBe(outcome)
  })

  test('is converted to the platform’s terms', () => {
    expect(read(signed())).toEqual({
      dedupeKey: 'ref-5678',
      bankStatus: '00000',
      outcome: 'PAID',
      reference: 'ref',
      amount: 2480,
      currency: 'EUR',
      environment: 'PRODUCTION',
      authorizationNumber: 'A1B2C3',
      bankTransactionId: '5678',
      fields: PAID,
    })
  })

  test('is read from the body in the same way as from the query', () => {
    const raw = { query: '', body: Buffer.from(signed()), address: '127.0.0.1' }
    expect(paybox.readNotification(account, raw)).toEqual(read(signed()))
  })

  test('without an authorisation number is PENDING and still has a dedupe key', () => {
    expect(read(signed({ A: null, S: null, T: null }))).toMatchObject({
      outcome: 'PENDING',
      dedupeKey: 'ref-none',
    })
  })

  test('of a refusal without an authorisation number is accepted in test and in production', () => {
    for (const A of [null, ''])
      for (const at of [account, inTest]) expect(read(signed({ A, E: '00105' }), at).outcome).toBe('REFUSED')
  })

  test('whose signature is percent-encoded twice is accepted', () => {
    const [text = '', signature = ''] = signed().split('&K=')
    expect(read(`${text}&K=${encodeURIComponent(signature)}`).outcome).toBe('PAID')
  })

  test('has the currency of the amount’s parameter name, or the numeric code if unknown', () => {
    expect(read(signed({ M978: null, M840: '2480' })).currency).toBe('USD')
    expect(read(signed({ M978: null, M999: '2480' })).currency).toBe('999')
  })

  test.each([
    ['forged', signed().replace('M978=2480', 'M978=1')],
    ['unsigned', signed().replace(/&K=.*/, '')],
    ['that contains only a signature', `K=${encodeURIComponent(signatureOf(''))}`],
    ['truncated', signed().slice(0, -30)],
    ['with a parameter twice', `${signed()}&M978=1`],
    ['with a parameter after the signature', `${signed()}&x=1`],
    ['without the currency in the amount’s name', signed({ M978: null, M: '2480' })],
    ['with two amounts', signed({ M840: '2480' })],
    ['without a reference', signed({ R: null })],
    ['without an error code', signed({ E: null })],
  ])('%s is refused', (_what, query) => {
    expect(() => read(query)).toThrow(NotAuthenticError)
  })

  test('has amount -1 if the amount is not a number', () => {
    expect(read(signed({ M978: '1e3' })).amount).toBe(-1)
  })

  test('is refused from an address that the account does not list', () => {
    const addresses = '192.0.2.1, 192.0.2.2'
    const restricted = { ...account, credentials: { ...account.credentials, addresses } }
    expect(() => read(signed(), restricted)).toThrow('address')
    expect(read(signed(), restricted, '192.0.2.1').outcome).toBe('PAID')
    expect(read(signed(), restricted, '::ffff:192.0.2.2').outcome).toBe('PAID')
  })

  test('with the bank’s real key must come from the bank’s servers in production', () => {
    expect(() => read(signed(), realAccount)).toThrow('address')
    expect(() => read(signed(), realAccount, '195.25.7.166')).toThrow('signature')
    expect(() => read(signed(), { ...realAccount, environment: 'TEST' })).toThrow('signature')
  })
})

describe('environment', () => {
  const vector = vectors.find(({ id }) => id === 'pbx-07-ipn-rsa')

  test('a test authorisation number, XXXXXX, is refused in production', () => {
    for (const A of ['XXXXXX', 'xxxxxx']) expect(() => read(signed({ A }))).toThrow(NotAuthenticError)
    expect(read(signed({ A: 'XXXXXX' }), inTest).outcome).toBe('PAID')
  })

  test('a real authorisation number is refused in test', () => {
    expect(() => read(signed(), inTest)).toThrow(NotAuthenticError)
  })

  test('the bank’s real key is the default, and a message with other variables than ours is refused', () => {
    const query = `${vector?.signed_string}&K=${encodeURIComponent(vector?.expected_signature_b64 ?? '')}`
    expect(vector?.public_key_pem).toBe(PAYBOX_PUBLIC_KEY)
    expect(() => read(query, realAccount, '195.25.7.166')).toThrow('not our variables')
  })
})

describe('known defects of other adapters', () => {
  test('payum-paybox: the unsigned parameters of a return are not a notification', () => {
    expect(() => read('error_code=00000')).toThrow(NotAuthenticError)
    expect(() => read('M978=2480&R=ref&A=A1B2C3&E=00000')).toThrow(NotAuthenticError)
    expect(paybox.readReturnReference(new URLSearchParams('R=ref&E=00000'))).toBe('ref')
  })

  test.each([
    ['is not base64', '***'],
    ['is empty', ''],
    ['has another length', Buffer.alloc(200, 1).toString('base64')],
    ['is malformed when decoded', '%E0%A4%A'],
    ['is made with another key', Buffer.alloc(128, 1).toString('base64')],
  ])(
    'PayboxHelper: an error of the signature check does not count as success: a signature that %s',
    (_what, signature) => {
      const [text] = signed().split('&K=')
      expect(() => read(`${text}&K=${encodeURIComponent(signature)}`)).toThrow(NotAuthenticError)
    },
  )

  test('nursit/bank: nothing is accepted with an invalid public key', () => {
    const broken = { ...account, credentials: { ...account.credentials, publicKey: 'not a key' } }
    expect(() => read(signed(), broken)).toThrow()
    expect(() => read(signed(), realAccount, '195.25.7.166')).toThrow(NotAuthenticError)
  })
})

test('references are random letters and unique', () => {
  const references = Array.from({ length: 1000 }, () => paybox.newReference())
  expect(new Set(references).size).toBe(1000)
  expect(references.every((reference) => /^[a-p]{30}$/.test(reference))).toBe(true)
})
