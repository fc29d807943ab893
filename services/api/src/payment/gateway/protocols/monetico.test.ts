import { describe, expect, test } from 'vitest'
import type { Order } from '../../../order/order.entity.ts'
import { UnsupportedPaymentError, NotAuthenticError, type DecryptedGatewayAccount } from '../bank-protocol.ts'
import { monetico, moneticoKey, moneticoSignedText, parseMoneticoAmount, signMonetico } from './monetico.ts'

const key = '12345678901234567890123456789012345678P0'
const account: DecryptedGatewayAccount = {
  protocol: 'monetico',
  environment: 'PRODUCTION',
  paymentUrl: 'https://bank.test/paiement.cgi',
  identity: '1234567',
  credentials: { tpe: '1234567', societe: 'societe', key },
}
const inTest: DecryptedGatewayAccount = { ...account, environment: 'TEST' }

const PAID = {
  TPE: '1234567',
  date: '24/11/2026_a_07:30:00',
  montant: '24.80EUR',
  reference: 'ABCDEF123456',
  'texte-libre': '',
  'code-retour': 'paiement',
  numauto: '248650',
}

function signed(changes: Record<string, string> = {}, encoding: 'utf8' | 'latin1' = 'utf8'): string {
  const fields = { ...PAID, ...changes }
  const MAC = signMonetico(Buffer.from(moneticoSignedText(fields), encoding), key).toUpperCase()
  const encode = (text: string) =>
    [...Buffer.from(text, encoding)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
  return Object.entries({ ...fields, MAC })
    .map(([name, value]) => `${name}=${encode(value)}`)
    .join('&')
}

const cancelled = (motifrefus?: string) => ({
  'code-retour': 'Annulation',
  numauto: '',
  ...(motifrefus !== undefined && { motifrefus }),
})

const read = (body: string, at = account) =>
  monetico.readNotification(at, { query: '', body: Buffer.from(body), address: '127.0.0.1' })

describe('a payment request', () => {
  const order = {
    email: 'camille@buyers.test',
    language: 'fr',
    billingAddress: {
      firstName: 'Éléonore',
      lastName: 'Bœuf',
      line1: 'x'.repeat(60),
      postalCode: '75002',
      city: 'Paris',
      region: 'Île-de-France',
      countryCode: 'FR',
    },
  } as Order
  const request = {
    reference: 'ABCDEF123456',
    amount: 5,
    currency: 'EUR',
    order,
    notifyUrl: 'https://api.test/notify',
    returnUrl: 'https://api.test/return',
    at: new Date('2026-11-24T23:30:05.123Z'),
    itemCount: 3,
    timeZone: 'Europe/Paris',
    dailyNumber: 1,
  }
  const fieldsOf = (changes: Partial<typeof request> = {}) => {
    const { fields } = monetico.buildRedirect(account, { ...request, ...changes })
    return Object.fromEntries(fields.map(({ name, value }) => [name, value]))
  }

  test('has a MAC over all fields and contains only ASCII', () => {
    const fields = fieldsOf({ order: { ...order, email: 'éléonore@buyers.test' } })
    expect(fields.MAC).toBe(signMonetico(moneticoSignedText(fields), key))
    expect(Object.values(fields).join('')).toMatch(/^[ -~]*$/)
    expect(fields.mail).toBeUndefined()
  })

  test('formats date, amount and language as the bank requires', () => {
    expect(fieldsOf()).toMatchObject({ date: '25/11/2026:00:30:05', montant: '0.05EUR', lgue: 'FR' })
    expect(fieldsOf({ timeZone: 'Indian/Reunion' }).date).toBe('25/11/2026:03:30:05')
    expect(fieldsOf({ amount: 123456 }).montant).toBe('1234.56EUR')
    expect(fieldsOf({ amount: 2500, currency: 'XPF' }).montant).toBe('2500XPF')
    expect(fieldsOf({ amount: 250000, currency: 'HUF' }).montant).toBe('2500.00HUF')
  })

  test('rejects an amount with a third decimal, which the bank would round', () => {
    expect(fieldsOf({ amount: 12340, currency: 'TND' }).montant).toBe('12.34TND')
    expect(() => fieldsOf({ amount: 12345, currency: 'TND' })).toThrow(UnsupportedPaymentError)
  })

  test('contains the billing address, cut to the bank’s maximum lengths', () => {
    const context = Buffer.from(fieldsOf().contexte_commande ?? '', 'base64').toString('utf8')
    expect(JSON.parse(context)).toEqual({
      billing: {
        firstName: 'Éléonore',
        lastName: 'Bœuf',
        addressLine1: 'x'.repeat(50),
        city: 'Paris',
        postalCode: '75002',
        country: 'FR',
      },
    })
  })

  test('puts the reference in the return URL, to which the bank adds nothing', () => {
    const { url_retour_ok, url_retour_err } = fieldsOf()
    expect(url_retour_err).toBe(url_retour_ok)
    expect(monetico.readReturnReference(new URL(url_retour_ok ?? '').searchParams)).toBe('ABCDEF123456')
  })
})

describe('keys', () => {
  test.each([
    ['12345678901234567890123456789012345678P0', '90'],
    ['123456789012345678901234567890123456780M', '00'],
    ['12345678901234567890123456789012345678a1', 'a1'],
    ['12345678901234567890123456789012345678F1', 'f1'],
    ['12345678901234567890123456789012345678G1', '01'],
  ])('%s decodes to a key that ends with %s, as in the bank’s kit', (encoded, end) => {
    expect(moneticoKey(encoded).toString('hex').slice(38)).toBe(end)
  })
})

describe('a notification', () => {
  test.each([
    ['paiement', undefined, 'PAID'],
    ['Annulation', undefined, 'CANCELLED'],
    ['Annulation', '-', 'CANCELLED'],
    ['Annulation', 'Refus', 'REFUSED'],
    ['Annulation', 'Interdit', 'REFUSED'],
    ['Annulation', 'Appel Phonie', 'REFUSED'],
    ['Annulation', 'filtrage', 'REFUSED'],
    ['Annulation', '3DSecure', 'REFUSED'],
    ['paiement_pf2', undefined, 'NONE'],
    ['Annulation_pf2', undefined, 'NONE'],
    ['something-new', undefined, 'NONE'],
  ])('with return code %s and reason %s is %s', (code, reason, outcome) => {
    expect(read(signed({ ...cancelled(reason), 'code-retour': code })).outcome).toBe(outcome)
  })

  test('is converted to the platform’s terms', () => {
    expect(read(signed())).toEqual({
      dedupeKey: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      bankStatus: 'paiement',
      outcome: 'PAID',
      reference: 'ABCDEF123456',
      amount: 2480,
      currency: 'EUR',
      environment: 'PRODUCTION',
      authorizationNumber: '248650',
      bankTransactionId: 'ABCDEF123456-248650',
      fields: PAID,
    })
  })

  test('stores no card data, in particular no hash of the number', () => {
    const card = { bincb: '00000300', hpancb: 'A'.repeat(40), cbmasquee: '00000300******66', vld: '1127' }
    expect(read(signed(card)).fields).toEqual(PAID)
  })

  test('has the same dedupe key by POST and by GET, and another one for the buyer’s next attempt', () => {
    const byGet = { query: signed(), body: Buffer.alloc(0), address: '127.0.0.1' }
    expect(monetico.readNotification(account, byGet)).toEqual(read(signed()))
    const tries = ['24/11/2026_a_07:30:00', '24/11/2026_a_07:31:00'].map((date) =>
      read(signed({ ...cancelled('Refus'), date })),
    )
    expect(new Set(tries.map(({ dedupeKey }) => dedupeKey)).size).toBe(2)
  })

  test('is accepted in UTF-8 and in Latin-1, and with unknown fields', () => {
    expect(read(signed({ 'texte-libre': 'réservé' })).fields['texte-libre']).toBe('réservé')
    expect(read(signed({ 'texte-libre': 'réservé' }, 'latin1')).outcome).toBe('PAID')
    expect(read(signed({ futur: 'a=b*c' })).fields.futur).toBe('a=b*c')
  })

  test.each([
    ['forged', signed().replace(/montant=[^&]*/, 'montant=1.00EUR')],
    ['without MAC', signed().replace(/&MAC=.*/, '')],
    ['with an empty MAC', signed().replace(/&MAC=.*/, '&MAC=')],
    ['truncated', signed().slice(0, -30)],
    ['of another terminal', signed({ TPE: '7654321' })],
    ['with a parameter twice', `${signed()}&montant=1.00EUR`],
    ['with a field that is not signed', `${signed()}&x=1`],
    ['that is empty', ''],
  ])('%s is refused', (_what, body) => {
    expect(() => read(body)).toThrow(NotAuthenticError)
  })
})

describe('environment', () => {
  test('payetest is refused in production', () => {
    expect(() => read(signed({ 'code-retour': 'payetest' }))).toThrow(NotAuthenticError)
    expect(read(signed({ 'code-retour': 'payetest' }), inTest).outcome).toBe('PAID')
  })
  test('paiement is refused in test', () => {
    expect(() => read(signed(), inTest)).toThrow(NotAuthenticError)
  })
})

describe('known defects of other adapters', () => {
  test('an account without a valid key throws', () => {
    const keyless = { ...account, credentials: { tpe: '1234567' } }
    expect(() => read(signed(), keyless)).toThrow('no key')
    // As hex it decodes to an empty key, with which anyone could compute the MAC.
    const notHex = { ...account, credentials: { tpe: '1234567', key: 'z'.repeat(40) } }
    expect(() => read(signed(), notHex)).toThrow('no key')
    const { pattern } = monetico.settings.fields.find(({ name }) => name === 'key') ?? {}
    expect(
      [key, `${'a'.repeat(38)}0M`, 'z'.repeat(40), `${'a'.repeat(38)}Q0`].map((each) => pattern?.test(each)),
    ).toEqual([true, true, false, false])
  })
  test('FLUX-SE NotifyController: a refused message gets a different response from a received one', () => {
    expect(monetico.responses.received.body).toBe('version=2\ncdr=0\n')
    expect(monetico.responses.refused.body).toBe('version=2\ncdr=1\n')
  })
  test.each([
    ['62.75EUR', 6275, 'EUR'],
    ['24.8EUR', 2480, 'EUR'],
    ['24EUR', 2400, 'EUR'],
    ['0.29EUR', 29, 'EUR'],
    ['4.350EUR', 435, 'EUR'],
    ['4.355EUR', -1, 'EUR'],
    ['2500XPF', 2500, 'XPF'],
    ['2500.00HUF', 250000, 'HUF'],
    ['12.34TND', 12340, 'TND'],
    ['12.345TND', 12345, 'TND'],
    ['24.80USD', 2480, 'USD'],
    ['62.75EU', -1, ''],
    ['1e3EUR', -1, ''],
    ['-1.00EUR', -1, ''],
    ['', -1, ''],
  ])('nursit/bank cmcic: montant %j is parsed as %i minor units of %j', (montant, amount, currency) => {
    expect(parseMoneticoAmount(montant)).toEqual({ amount, currency })
  })
  test('nursit/bank cmcic: serialized data in texte-libre is stored as text', () => {
    const text = 'O:8:"stdClass":0:{}'
    expect(read(signed({ 'texte-libre': text })).fields['texte-libre']).toBe(text)
  })
})

test('references have twelve characters, as older contracts require, and are unique', () => {
  const references = Array.from({ length: 1000 }, () => monetico.newReference())
  expect(new Set(references).size).toBe(1000)
  expect(references.every((reference) => /^[0-9A-Z]{12}$/.test(reference))).toBe(true)
})
