import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { BankNotification, BankProtocol, DecryptedGatewayAccount } from '../bank-protocol.ts'
import { lyra, lyraSignedText, signLyra } from './lyra.ts'
import { monetico, moneticoKey, moneticoSignedText, signMonetico } from './monetico.ts'
import { isPayboxSignature, PAYBOX_PUBLIC_KEY, signPaybox } from './paybox.ts'
import { protocolNames } from './protocols.ts'
import { parseSipsData, sealSips, sips } from './sips.ts'

/** Signature vectors from the banks' documentation, kits and other projects' tests; `source` in the JSON names the origin. */
interface Vector {
  id: string
  direction: string
  algorithm: string
  key: string
  expected: string
  fields?: Record<string, string>
  pairs?: [string, string][]
  data?: string
  json?: Record<string, string>
  encoding?: BufferEncoding
  signed_string: string
  usable_key_hex: string
  public_key_pem: string
  expected_signature_b64: string
  valid: boolean
}

const SANDBOX = new URL('../../../../../bank-sandbox/src/protocols/', import.meta.url)
const textOf = (protocol: string, folder: string | URL = import.meta.url) =>
  readFileSync(new URL(`${protocol}.vectors.json`, folder), 'utf8')
const vectors = protocolNames.flatMap((protocol) => JSON.parse(textOf(protocol)) as Vector[])

const sha = (algorithm: 'sha1' | 'sha256', text: string) => createHash(algorithm).update(text).digest('hex')

/** Verifies a vector with the function that the protocol's adapter uses, by algorithm. */
const VERIFIERS: Record<string, (vector: Vector) => void> = {
  'HMAC-SHA-256/base64'({ fields = {}, key, expected, signed_string }) {
    expect(lyraSignedText(fields, key)).toBe(signed_string)
    expect(signLyra(fields, key)).toBe(expected)
  },
  // Not supported, but it signs the same text.
  'SHA-1/hex'({ fields = {}, key, expected }) {
    expect(sha('sha1', lyraSignedText(fields, key))).toBe(expected)
  },
  'HMAC-SHA512/HEX-UPPER'({ pairs = [], key, expected }) {
    expect(signPaybox(pairs, key)).toBe(expected)
  },
  'RSA-PKCS1v1.5-SHA1'({ signed_string, expected_signature_b64, public_key_pem, valid }) {
    expect(isPayboxSignature(signed_string, expected_signature_b64, public_key_pem)).toBe(valid)
  },
  'HMAC-SHA1/hex'({ key, fields, signed_string, encoding = 'utf8', expected, usable_key_hex }) {
    expect(moneticoKey(key).toString('hex')).toBe(usable_key_hex.toLowerCase())
    if (fields) expect(moneticoSignedText(fields)).toBe(signed_string)
    expect(signMonetico(Buffer.from(signed_string, encoding), key)).toBe(expected.toLowerCase())
  },
  // Not supported: the Data can be parsed, and the tests below show that the seal is refused.
  'SHA-256(Data+key)/hex'({ data = '', key, expected }) {
    expect(sha('sha256', data + key)).toBe(expected)
    expect(parseSipsData(data)).toHaveProperty('amount', expect.stringMatching(/^\d+$/))
  },
  'HMAC-SHA-256(values,key)/hex'({ signed_string, key, expected }) {
    expect(sealSips(signed_string, key)).toBe(expected)
  },
}

test.each(vectors)('$id: $algorithm', (vector) => {
  const verify = VERIFIERS[vector.algorithm]
  if (!verify) throw new Error(`No verifier for ${vector.algorithm}`)
  verify(vector)
})

test('all expected vectors are present and equal to those of the bank sandbox', () => {
  const ids = [
    ...['01-official-hmac', '02-official-sha1', '03-usd', '04', '05', '06'].map((id) => `vads-${id}`),
    ...['07-wrong-site', '10-full-ipn-hmac', '12', '13-register-pay'].map((id) => `vads-${id}`),
    ...['14-identifier', '15-utf8-sha1'].map((id) => `vads-${id}`),
    ...['01', '02', '03', '05-hash-field-utf8', '06-full-request!'].map((id) => `pbx-${id}`),
    ...['07-ipn-rsa', '08-ipn-rsa-tampered', '10-rsa-generic'].map((id) => `pbx-${id}`),
    ...['01-ipn-payetest', '03-ipn-paiement', '04-ipn-Annulation', '05-mac'].map((id) => `mon-${id}`),
    ...['07-ipn-doc-sample', '20-kit-ascii', '21-latin1', '22-return'].map((id) => `mon-${id}`),
    ...['01-request', '02-request', '03-response-ok', '04-java-sdk-ok'].map((id) => `sips-${id}`),
    ...['06-java-sdk-refused', '08-php-sdk-75', '21-json-official'].map((id) => `sips-${id}`),
  ]
  expect(vectors.map(({ id }) => id)).toEqual(expect.arrayContaining(ids))
  for (const protocol of protocolNames) expect(textOf(protocol, SANDBOX)).toBe(textOf(protocol))
})

const byId = (id: string): Vector => {
  const found = vectors.find((vector) => vector.id === id)
  if (!found) throw new Error(`No vector ${id}`)
  return found
}

function receive(
  protocol: BankProtocol,
  account: Omit<DecryptedGatewayAccount, 'protocol' | 'paymentUrl'>,
  form: Record<string, string>,
): BankNotification {
  const body = Buffer.from(new URLSearchParams(form).toString())
  const fullAccount = { ...account, protocol: protocol.name, paymentUrl: '' }
  return protocol.readNotification(fullAccount, { query: '', body, address: '127.0.0.1' })
}

describe('notifications in the vectors', () => {
  const lyraAccount = ({ key }: Vector, identity: string) => ({
    environment: 'TEST' as const,
    identity,
    credentials: { testKey: key },
  })
  const lyraForm = ({ fields = {}, expected }: Vector) => ({ ...fields, signature: expected })

  test('vads-10-full-ipn-hmac: a complete notification of the test platform is accepted', () => {
    const vector = byId('vads-10-full-ipn-hmac')
    const account = lyraAccount(vector, vector.fields?.vads_site_id ?? '')
    expect(receive(lyra, account, lyraForm(vector))).toMatchObject({ outcome: 'PAID', environment: 'TEST' })
    expect(() => receive(lyra, { ...account, environment: 'PRODUCTION' }, lyraForm(vector))).toThrow('no key')
  })

  test('vads-07-wrong-site: correctly signed for another site, refused because of the site', () => {
    const vector = byId('vads-07-wrong-site')
    const form = lyraForm({ ...vector, fields: { ...vector.fields, vads_hash: 'x' } })
    expect(() => receive(lyra, lyraAccount(vector, '12345678'), form)).toThrow('site')
  })

  test('pbx-07-ipn-rsa and pbx-08-ipn-rsa-tampered: verified with the bank’s public key', () => {
    for (const vector of [byId('pbx-07-ipn-rsa'), byId('pbx-08-ipn-rsa-tampered')]) {
      expect(vector.public_key_pem).toBe(PAYBOX_PUBLIC_KEY)
      const { signed_string, expected_signature_b64, valid } = vector
      const isValid = isPayboxSignature(
        signed_string,
        encodeURIComponent(expected_signature_b64),
        PAYBOX_PUBLIC_KEY,
      )
      expect(isValid).toBe(valid)
    }
  })

  test.each([
    ['mon-01-ipn-payetest', 'TEST', 'PAID'],
    ['mon-03-ipn-paiement', 'PRODUCTION', 'PAID'],
    ['mon-04-ipn-Annulation', 'PRODUCTION', /^(CANCELLED|REFUSED)$/],
  ] as const)('%s in %s', (id, environment, outcome) => {
    const vector = byId(id)
    const fields = vector.fields ?? {}
    const account = { environment, identity: fields.TPE ?? '', credentials: { key: vector.key } }
    const read = receive(monetico, account, { ...fields, MAC: vector.expected })
    expect(read.outcome).toMatch(outcome)
    expect(read.reference).toBe(fields.reference)
  })

  test('mon-07-ipn-doc-sample: the documentation’s sample has a valid MAC; its return code has another name', () => {
    const vector = byId('mon-07-ipn-doc-sample')
    expect(signMonetico(moneticoSignedText(vector.fields ?? {}), vector.key)).toBe(
      vector.expected.toLowerCase(),
    )
  })

  const responses = vectors.filter(({ id, direction }) => id.startsWith('sips-') && direction === 'ipn')
  test.each(responses)('$id: accepted with an HMAC-SHA-256 seal, refused with its SHA-256 seal', (vector) => {
    const { data = '', key, expected } = vector
    const account = {
      environment: 'TEST' as const,
      identity: '002001000000001',
      credentials: { secretKey: key, keyVersion: '1' },
    }
    const outcome = /refused|75/.test(vector.id) ? 'REFUSED' : 'PAID'
    expect(receive(sips, account, { Data: data, Seal: sealSips(data, key) }).outcome).toBe(outcome)
    expect(() => receive(sips, account, { Data: data, Seal: expected })).toThrow('seal')
  })
})
