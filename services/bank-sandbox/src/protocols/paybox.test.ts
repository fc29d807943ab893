import { createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type BankSandbox, startBankSandbox } from '../start.ts'
import { BankClient } from '../test/bank-client.ts'
import { startFakeShop } from '../test/fake-shop.ts'
import { signPayboxMessage, signPayboxRequest } from './paybox.ts'
import { payboxKey } from './paybox-keys.ts'

interface RequestVector {
  id: string
  direction: string
  key: string
  pairs: [string, string][]
  expected: string
}
interface MessageVector {
  id: string
  direction: string
  public_key_pem: string
  signed_string: string
  expected_signature_b64: string
  valid: boolean
}

const vectors = JSON.parse(readFileSync(new URL('paybox.vectors.json', import.meta.url), 'utf8')) as (
  RequestVector | MessageVector
)[]
const requests = vectors.filter((vector): vector is RequestVector => vector.direction === 'request')
const messages = vectors.filter((vector): vector is MessageVector => vector.direction === 'ipn')

test.each(requests)('signs request vector $id', ({ key, pairs, expected }) => {
  expect(signPayboxRequest(pairs, key)).toBe(expected)
})
test.each(messages)(
  'verifies notification vector $id as $valid with the check that the bank’s own signatures pass',
  (vector) => {
    const { public_key_pem, signed_string, expected_signature_b64, valid } = vector
    const isValid = (key: string | Buffer, signature: string) =>
      verify('sha1', Buffer.from(signed_string), key, Buffer.from(signature, 'base64'))
    expect(isValid(public_key_pem, expected_signature_b64)).toBe(valid)
    const own = createPublicKey(payboxKey()).export({ type: 'spki', format: 'pem' })
    expect(isValid(own, signPayboxMessage(signed_string, payboxKey()))).toBe(true)
  },
)

const path = '/paybox/preprod/cgi/MYchoix_pagepaiement.cgi'
const production = '/paybox/cgi/MYchoix_pagepaiement.cgi'
const hmacKey = '0123456789ABCDEF'.repeat(8)
const credentials = { site: '1999888', rang: '32', identifiant: '107904482', hmacKey, mode: 'TEST' }

let shop: Awaited<ReturnType<typeof startFakeShop>>
let sandbox: BankSandbox
let bank: BankClient
let publicKey: string
let count = 0

beforeAll(async () => {
  shop = await startFakeShop()
  const other = { ...credentials, site: '2999888', mode: 'PRODUCTION' }
  sandbox = await startBankSandbox({
    accounts: [
      { shop: 'atelier', protocol: 'paybox', notifyUrl: `${shop.url}/notify`, credentials },
      { shop: 'harbour', protocol: 'paybox', notifyUrl: `${shop.url}/harbour`, credentials: other },
    ],
    retrySeconds: [0.05],
  })
  bank = new BankClient(sandbox.url)
  publicKey = await (await fetch(`${sandbox.url}/api/paybox/public-key`)).text()
})
afterAll(async () => {
  await sandbox.stop()
  await shop.stop()
})
beforeEach(() => {
  shop.reset()
})

const billing =
  '<?xml version="1.0" encoding="utf-8"?><Billing><Address><FirstName>Zoë</FirstName><LastName>Lefèvre</LastName>' +
  '<Address1>1 rue du Port</Address1><ZipCode>29200</ZipCode><City>Brest</City><CountryCode>250</CountryCode></Address></Billing>'
const cart =
  '<?xml version="1.0" encoding="utf-8"?><shoppingcart><total><totalQuantity>3</totalQuantity></total></shoppingcart>'

function newForm(changes: Record<string, string | undefined> = {}, key = hmacKey): [string, string][] {
  const all: Record<string, string | undefined> = {
    PBX_SITE: credentials.site,
    PBX_RANG: credentials.rang,
    PBX_IDENTIFIANT: credentials.identifiant,
    PBX_TOTAL: '5124',
    PBX_DEVISE: '978',
    PBX_CMD: `attempt-${(count += 1)}`,
    PBX_PORTEUR: 'buyer@example.org',
    PBX_RETOUR: 'M:M;R:R;T:T;A:A;E:E;S:S;D:D;N:N;J:J;G:G;W:W;Q:Q;Sign:K',
    PBX_HASH: 'SHA512',
    PBX_TIME: new Date().toISOString().replace(/\.\d+Z$/, '+00:00'),
    PBX_SHOPPINGCART: cart,
    PBX_BILLING: billing,
    PBX_EFFECTUE: `${shop.url}/return?shop=atelier`,
    PBX_REFUSE: `${shop.url}/return`,
    PBX_ANNULE: `${shop.url}/return`,
    PBX_ATTENTE: `${shop.url}/return`,
    ...changes,
  }
  const pairs = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return [...pairs, ['PBX_HMAC', signPayboxRequest(pairs, key)]]
}

const createPayment = async (changes: Record<string, string | undefined> = {}, at = path) =>
  (await bank.submitOrder(at, newForm(changes))).id
const last = () => shop.received.at(-1)
const isSigned = (text = '') => {
  const [signed = ''] = text.split('&Sign=')
  const signature = new URLSearchParams(text).get('Sign') ?? ''
  return verify('sha1', Buffer.from(signed), publicKey, Buffer.from(signature, 'base64'))
}

describe('Paybox request validation', () => {
  test.each<[string, Record<string, string | undefined>, string]>([
    ['an unknown site', { PBX_SITE: '1000000' }, 'PBX_SITE'],
    ['no rank', { PBX_RANG: undefined }, 'PBX_RANG'],
    ['an amount of two digits', { PBX_TOTAL: '99' }, 'PBX_TOTAL'],
    ['an amount with a decimal point', { PBX_TOTAL: '51.24' }, 'PBX_TOTAL'],
    ['an alphabetic currency code', { PBX_DEVISE: 'EUR' }, 'PBX_DEVISE'],
    ['no reference', { PBX_CMD: '' }, 'PBX_CMD'],
    ['an invalid email address', { PBX_PORTEUR: 'nobody' }, 'PBX_PORTEUR'],
    ['a signature that is not last', { PBX_RETOUR: 'Sign:K;M:M' }, 'PBX_RETOUR'],
    ['an unsupported hash algorithm', { PBX_HASH: 'MD5' }, 'PBX_HASH'],
    ['a time without offset', { PBX_TIME: '2026-11-24T10:00:00' }, 'PBX_TIME'],
    ['an old time', { PBX_TIME: '2020-01-01T00:00:00+00:00' }, 'PBX_TIME'],
    ['no shopping cart', { PBX_SHOPPINGCART: undefined }, 'PBX_SHOPPINGCART'],
    ['an empty shopping cart', { PBX_SHOPPINGCART: cart.replace('>3<', '>0<') }, 'PBX_SHOPPINGCART'],
    ['an alphabetic country code', { PBX_BILLING: billing.replace('250', 'FRA') }, 'PBX_BILLING'],
    ['a relative notification URL', { PBX_REPONDRE_A: '/notify' }, 'PBX_REPONDRE_A'],
  ])('rejects a form with %s', async (_, changes, field) => {
    expect(await bank.submitOrder(path, newForm(changes))).toMatchObject({ status: 400, field })
  })
  test('rejects a form signed with a wrong key', async () => {
    expect(await bank.submitOrder(path, newForm({}, 'AB'.repeat(64)))).toMatchObject({ reason: 'signature' })
  })
  test('rejects a form whose fields were reordered', async () => {
    const [first, second, ...rest] = newForm()
    if (!first || !second) throw new Error('no form')
    expect(await bank.submitOrder(path, [second, first, ...rest])).toMatchObject({ reason: 'signature' })
  })
  test('rejects a form whose signature is not the last field', async () => {
    const form = newForm()
    const signature = form.pop()
    if (!signature) throw new Error('no form')
    expect(await bank.submitOrder(path, [signature, ...form])).toMatchObject({ reason: 'signature' })
  })
  test('rejects a test account on the production server', async () => {
    expect(await bank.submitOrder(production, newForm())).toMatchObject({ reason: 'mode' })
  })
  test('rejects a reference that is already paid', async () => {
    await bank.decide(await createPayment({ PBX_CMD: 'once' }), 'paid')
    expect(await bank.submitOrder(path, newForm({ PBX_CMD: 'once' }))).toMatchObject({ code: '00015' })
  })
})

describe('Paybox notification', () => {
  test('is a GET with the requested variables and the bank’s signature; the test server authorises XXXXXX', async () => {
    await bank.decide(await createPayment(), 'paid')
    expect(last()).toMatchObject({ method: 'GET', path: '/notify' })
    expect(isSigned(last()?.text)).toBe(true)
    expect(Object.fromEntries(last()?.fields ?? [])).toMatchObject({ M: '5124', A: 'XXXXXX', E: '00000' })
  })
  test('uses the method of PBX_RUF1 and the URL of PBX_REPONDRE_A', async () => {
    await bank.decide(await createPayment({ PBX_RUF1: 'POST', PBX_REPONDRE_A: `${shop.url}/own` }), 'paid')
    expect(last()).toMatchObject({ method: 'POST', path: '/own' })
  })
  test.each([
    ['refused', '00105'],
    ['cancelled', '00117'],
    ['pending', '99999'],
  ])('reports %s as %s without authorisation', async (outcome, error) => {
    await bank.decide(await createPayment(), outcome)
    expect(last()?.fields.get('E')).toBe(error)
    expect(last()?.fields.has('A')).toBe(false)
    expect(isSigned(last()?.text)).toBe(true)
  })
})

test('Paybox includes the shop’s own query in the signature of the return URL', async () => {
  const id = await createPayment()
  await bank.decide(id, 'paid')
  const response = await fetch(`${sandbox.url}/payments/${id}/return`, { redirect: 'manual' })
  const query = (response.headers.get('location') ?? '').split('?')[1]
  expect(query).toMatch(/^shop=atelier&M=5124&/)
  expect(isSigned(query)).toBe(true)
})

describe('Paybox misbehaviour', () => {
  const notifyWith = async (tamper: string) => {
    await bank.decide(await createPayment(), 'paid', { tamper })
    return last()
  }
  test('forged: signature is not valid', async () =>
    expect(isSigned((await notifyWith('forged'))?.text)).toBe(false))
  test('truncated: signature is not valid', async () =>
    expect(isSigned((await notifyWith('truncated'))?.text)).toBe(false))
  test('unsigned: signature is absent', async () =>
    expect((await notifyWith('unsigned'))?.fields.has('Sign')).toBe(false))
  test('duplicated: amount is sent twice', async () =>
    expect((await notifyWith('duplicated'))?.fields.getAll('M')).toEqual(['5124', '1']))
  test('amount: sends a wrong amount with a valid signature', async () => {
    const message = await notifyWith('amount')
    expect(message?.fields.get('M')).toBe('51')
    expect(isSigned(message?.text)).toBe(true)
  })
  test('mode: sends a production authorisation for a test payment', async () => {
    const message = await notifyWith('mode')
    expect(message?.fields.get('A')).toMatch(/^[0-9A-F]{6}$/)
    expect(isSigned(message?.text)).toBe(true)
  })
  test.each(['reference', 'shop'])(
    '%s: sends another shop’s reference, signed with the shared key',
    async (tamper) => {
      await bank.submitOrder(production, newForm({ PBX_SITE: '2999888', PBX_CMD: `other-${tamper}` }))
      const message = await notifyWith(tamper)
      expect(message?.fields.get('R')).toBe(`other-${tamper}`)
      expect(isSigned(message?.text)).toBe(true)
    },
  )
  test('signs a test payment of a production account', async () => {
    await bank.decide(await createPayment({ PBX_SITE: '2999888' }), 'paid')
    expect(last()).toMatchObject({ path: '/harbour' })
    expect(last()?.fields.get('A')).toBe('XXXXXX')
    expect(isSigned(last()?.text)).toBe(true)
  })
})
