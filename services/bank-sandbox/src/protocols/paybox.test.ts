import { createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { BankSandbox } from '../start.ts'
import { startBankSandbox } from '../start.ts'
import { BankClient } from '../test/bank-client.ts'
import { startListeningShop } from '../test/listening-shop.ts'
import { signPayboxAnswer, signPayboxRequest } from './paybox.ts'
import { payboxKey } from './paybox-keys.ts'

interface RequestVector {
  id: string
  direction: string
  key: string
  pairs: [string, string][]
  expected: string
}
interface AnswerVector {
  id: string
  direction: string
  public_key_pem: string
  signed_string: string
  expected_signature_b64: string
  valid: boolean
}

const vectors = JSON.parse(readFileSync(new URL('paybox.vectors.json', import.meta.url), 'utf8')) as (
  RequestVector | AnswerVector
)[]
const requests = vectors.filter((vector): vector is RequestVector => vector.direction === 'request')
const answers = vectors.filter((vector): vector is AnswerVector => vector.direction === 'ipn')

test.each(requests)('$id: the request is signed as the vector is', ({ key, pairs, expected }) => {
  expect(signPayboxRequest(pairs, key)).toBe(expected)
})
test.each(answers)('$id: is $valid by the check this bank’s own signatures pass', (vector) => {
  const { public_key_pem, signed_string, expected_signature_b64, valid } = vector
  const isTrue = (key: string | Buffer, signature: string) =>
    verify('sha1', Buffer.from(signed_string), key, Buffer.from(signature, 'base64'))
  expect(isTrue(public_key_pem, expected_signature_b64)).toBe(valid)
  const own = createPublicKey(payboxKey()).export({ type: 'spki', format: 'pem' })
  expect(isTrue(own, signPayboxAnswer(signed_string, payboxKey()))).toBe(true)
})

const path = '/paybox/preprod/cgi/MYchoix_pagepaiement.cgi'
const production = '/paybox/cgi/MYchoix_pagepaiement.cgi'
const hmacKey = '0123456789ABCDEF'.repeat(8)
const credentials = { site: '1999888', rang: '32', identifiant: '107904482', hmacKey, mode: 'TEST' }

let shop: Awaited<ReturnType<typeof startListeningShop>>
let sandbox: BankSandbox
let bank: BankClient
let publicKey: string
let count = 0

beforeAll(async () => {
  shop = await startListeningShop()
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

const open = async (changes: Record<string, string | undefined> = {}, at = path) =>
  (await bank.order(at, newForm(changes))).id
const last = () => shop.received.at(-1)
const isSigned = (text = '') => {
  const [signed = ''] = text.split('&Sign=')
  const signature = new URLSearchParams(text).get('Sign') ?? ''
  return verify('sha1', Buffer.from(signed), publicKey, Buffer.from(signature, 'base64'))
}

describe('the request is checked as the bank checks it', () => {
  test.each<[string, Record<string, string | undefined>, string]>([
    ['another site', { PBX_SITE: '1000000' }, 'PBX_SITE'],
    ['no rank', { PBX_RANG: undefined }, 'PBX_RANG'],
    ['an amount of two digits', { PBX_TOTAL: '99' }, 'PBX_TOTAL'],
    ['an amount with a point', { PBX_TOTAL: '51.24' }, 'PBX_TOTAL'],
    ['a currency in letters', { PBX_DEVISE: 'EUR' }, 'PBX_DEVISE'],
    ['no reference', { PBX_CMD: '' }, 'PBX_CMD'],
    ['no e-mail', { PBX_PORTEUR: 'nobody' }, 'PBX_PORTEUR'],
    ['a signature that is not last', { PBX_RETOUR: 'Sign:K;M:M' }, 'PBX_RETOUR'],
    ['another hash', { PBX_HASH: 'MD5' }, 'PBX_HASH'],
    ['a time without its offset', { PBX_TIME: '2026-11-24T10:00:00' }, 'PBX_TIME'],
    ['an old time', { PBX_TIME: '2020-01-01T00:00:00+00:00' }, 'PBX_TIME'],
    ['no cart for 3-D Secure', { PBX_SHOPPINGCART: undefined }, 'PBX_SHOPPINGCART'],
    ['a cart of nothing', { PBX_SHOPPINGCART: cart.replace('>3<', '>0<') }, 'PBX_SHOPPINGCART'],
    ['a country in letters', { PBX_BILLING: billing.replace('250', 'FRA') }, 'PBX_BILLING'],
    ['a relative notification URL', { PBX_REPONDRE_A: '/notify' }, 'PBX_REPONDRE_A'],
  ])('%s', async (_, changes, field) => {
    expect(await bank.order(path, newForm(changes))).toMatchObject({ status: 400, field })
  })
  test('a wrong key', async () => {
    expect(await bank.order(path, newForm({}, 'AB'.repeat(64)))).toMatchObject({ reason: 'signature' })
  })
  test('the order of the fields is signed', async () => {
    const [first, second, ...rest] = newForm()
    if (!first || !second) throw new Error('no form')
    expect(await bank.order(path, [second, first, ...rest])).toMatchObject({ reason: 'signature' })
  })
  test('the signature comes last', async () => {
    const form = newForm()
    const signature = form.pop()
    if (!signature) throw new Error('no form')
    expect(await bank.order(path, [signature, ...form])).toMatchObject({ reason: 'signature' })
  })
  test('a test contract is not open in production', async () => {
    expect(await bank.order(production, newForm())).toMatchObject({ reason: 'mode' })
  })
  test('a reference that is paid can’t be paid again', async () => {
    await bank.decide(await open({ PBX_CMD: 'once' }), 'paid')
    expect(await bank.order(path, newForm({ PBX_CMD: 'once' }))).toMatchObject({ code: '00015' })
  })
})

describe('the notification', () => {
  test('paid: by GET, the variables asked for, signed with the bank’s key; the test server authorises XXXXXX', async () => {
    await bank.decide(await open(), 'paid')
    expect(last()).toMatchObject({ method: 'GET', path: '/notify' })
    expect(isSigned(last()?.text)).toBe(true)
    expect(Object.fromEntries(last()?.fields ?? [])).toMatchObject({ M: '5124', A: 'XXXXXX', E: '00000' })
  })
  test('PBX_RUF1 asks for POST, PBX_REPONDRE_A for another address', async () => {
    await bank.decide(await open({ PBX_RUF1: 'POST', PBX_REPONDRE_A: `${shop.url}/own` }), 'paid')
    expect(last()).toMatchObject({ method: 'POST', path: '/own' })
  })
  test.each([
    ['refused', '00105'],
    ['cancelled', '00117'],
    ['pending', '99999'],
  ])('%s is %s, without an authorisation', async (outcome, error) => {
    await bank.decide(await open(), outcome)
    expect(last()?.fields.get('E')).toBe(error)
    expect(last()?.fields.has('A')).toBe(false)
    expect(isSigned(last()?.text)).toBe(true)
  })
})

test('the return signs the shop’s own query too', async () => {
  const id = await open()
  await bank.decide(id, 'paid')
  const response = await fetch(`${sandbox.url}/payments/${id}/return`, { redirect: 'manual' })
  const query = (response.headers.get('location') ?? '').split('?')[1]
  expect(query).toMatch(/^shop=atelier&M=5124&/)
  expect(isSigned(query)).toBe(true)
})

describe('misbehaviour', () => {
  const wrong = async (tamper: string) => {
    await bank.decide(await open(), 'paid', { tamper })
    return last()
  }
  test('forged', async () => expect(isSigned((await wrong('forged'))?.text)).toBe(false))
  test('truncated', async () => expect(isSigned((await wrong('truncated'))?.text)).toBe(false))
  test('unsigned', async () => expect((await wrong('unsigned'))?.fields.has('Sign')).toBe(false))
  test('duplicated', async () =>
    expect((await wrong('duplicated'))?.fields.getAll('M')).toEqual(['5124', '1']))
  test('another amount, rightly signed', async () => {
    const message = await wrong('amount')
    expect(message?.fields.get('M')).toBe('51')
    expect(isSigned(message?.text)).toBe(true)
  })
  test('a true authorisation where a test one belongs', async () => {
    const message = await wrong('mode')
    expect(message?.fields.get('A')).toMatch(/^[0-9A-F]{6}$/)
    expect(isSigned(message?.text)).toBe(true)
  })
  test.each(['reference', 'shop'])(
    '%s: another shop’s reference, under the key that all share',
    async (tamper) => {
      await bank.order(production, newForm({ PBX_SITE: '2999888', PBX_CMD: `theirs-${tamper}` }))
      const message = await wrong(tamper)
      expect(message?.fields.get('R')).toBe(`theirs-${tamper}`)
      expect(isSigned(message?.text)).toBe(true)
    },
  )
  test('a test payment of a production shop is rightly signed', async () => {
    await bank.decide(await open({ PBX_SITE: '2999888' }), 'paid')
    expect(last()).toMatchObject({ path: '/harbour' })
    expect(last()?.fields.get('A')).toBe('XXXXXX')
    expect(isSigned(last()?.text)).toBe(true)
  })
})
