import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { parisParts } from '../paris-time.ts'
import { type BankSandbox, startBankSandbox } from '../start.ts'
import { BankClient } from '../test/bank-client.ts'
import { startFakeShop } from '../test/fake-shop.ts'
import { ACCENTED } from '../tamper-notification.ts'
import { moneticoKeyBytes, moneticoSignedText, signMonetico } from './monetico.ts'

interface Vector {
  id: string
  key: string
  usable_key_hex: string
  fields?: Record<string, string>
  signed_string: string
  encoding?: BufferEncoding
  expected: string
}

const vectors = JSON.parse(
  readFileSync(new URL('monetico.vectors.json', import.meta.url), 'utf8'),
) as Vector[]

test.each(vectors.filter(({ fields }) => fields))(
  'builds the signed text of vector $id',
  ({ fields = {}, signed_string }) => {
    expect(moneticoSignedText(fields)).toBe(signed_string)
  },
)
test.each(vectors)(
  'computes the MAC of vector $id',
  ({ signed_string, encoding, usable_key_hex, expected }) => {
    const signed = Buffer.from(signed_string, encoding ?? 'utf8')
    expect(signMonetico(signed, Buffer.from(usable_key_hex, 'hex'))).toBe(expected.toLowerCase())
  },
)
test.each(vectors.filter(({ key }) => key.length === 40))(
  'decodes the key of vector $id',
  ({ key, usable_key_hex }) => {
    expect(moneticoKeyBytes(key).toString('hex')).toBe(usable_key_hex.toLowerCase())
  },
)

const path = '/monetico/test/paiement.cgi'
const production = '/monetico/paiement.cgi'
const key = '12345678901234567890123456789012345678P0'
const credentials = { tpe: '0229001', societe: 'atelier', key, mode: 'TEST' }
const otherCredentials = {
  tpe: '0229002',
  societe: 'harbour',
  key: '1036DEFD9175F29EE9337A1F284BDF781D5A4048',
  mode: 'PRODUCTION',
}
const acknowledgement = { status: 200, body: 'version=2\ncdr=0\n' }

let shop: Awaited<ReturnType<typeof startFakeShop>>
let sandbox: BankSandbox
let bank: BankClient
let count = 0

beforeAll(async () => {
  shop = await startFakeShop()
  sandbox = await startBankSandbox({
    accounts: [
      { shop: 'atelier', protocol: 'monetico', notifyUrl: `${shop.url}/notify`, credentials },
      {
        shop: 'harbour',
        protocol: 'monetico',
        notifyUrl: `${shop.url}/harbour`,
        credentials: otherCredentials,
      },
    ],
    retrySeconds: [0.05],
  })
  bank = new BankClient(sandbox.url)
})
afterAll(async () => {
  await sandbox.stop()
  await shop.stop()
})
beforeEach(() => {
  shop.reset(acknowledgement)
})

const context = (billing: object) => Buffer.from(JSON.stringify({ billing })).toString('base64')
const billing = {
  addressLine1: '1 rue du Port',
  city: 'Brest',
  postalCode: '29200',
  country: 'FR',
  lastName: 'Lefèvre',
}

function newForm(changes: Record<string, string | undefined> = {}, by = key): Record<string, string> {
  const { day, time } = parisParts(new Date())
  const all: Record<string, string | undefined> = {
    TPE: credentials.tpe,
    societe: credentials.societe,
    version: '3.0',
    lgue: 'FR',
    date: `${day}:${time}`,
    montant: '51.24EUR',
    reference: `REF${(count += 1)}`,
    'texte-libre': '',
    mail: 'buyer@example.org',
    contexte_commande: context(billing),
    url_retour_ok: `${shop.url}/ok`,
    url_retour_err: `${shop.url}/err`,
    ...changes,
  }
  const fields = Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
  return { ...fields, MAC: signMonetico(moneticoSignedText(fields), moneticoKeyBytes(by)) }
}

const createPayment = async (changes: Record<string, string | undefined> = {}, at = path) =>
  (await bank.submitOrder(at, newForm(changes))).id
const lastFields = () => Object.fromEntries(shop.received.at(-1)?.fields ?? [])
const isSigned = (fields: Record<string, string>, by = key) =>
  fields.MAC?.toLowerCase() === signMonetico(moneticoSignedText(fields), moneticoKeyBytes(by))

describe('Monetico request validation', () => {
  test.each<[string, Record<string, string | undefined>, string]>([
    ['an unknown TPE', { TPE: '0000000' }, 'TPE'],
    ['the company code of another shop', { societe: 'harbour' }, 'societe'],
    ['an unsupported version', { version: '1.2open' }, 'version'],
    ['a language in lower case', { lgue: 'fr' }, 'lgue'],
    ['a date in the format of notifications', { date: '01/01/2026_a_10:00:00' }, 'date'],
    ['an old date', { date: '01/01/2020:10:00:00' }, 'date'],
    ['a comma in the amount', { montant: '51,24EUR' }, 'montant'],
    ['three decimals', { montant: '51.240EUR' }, 'montant'],
    ['a zero amount', { montant: '0.00EUR' }, 'montant'],
    ['a numeric currency', { montant: '51.24978' }, 'montant'],
    ['a reference with a space', { reference: 'REF 1' }, 'reference'],
    ['no context', { contexte_commande: undefined }, 'contexte_commande'],
    [
      'a context without a city',
      { contexte_commande: context({ ...billing, city: '' }) },
      'contexte_commande',
    ],
    ['a context that is not JSON', { contexte_commande: 'AAAA' }, 'contexte_commande'],
    ['an unknown field', { montant_ttc: '1' }, 'montant_ttc'],
  ])('rejects a form with %s', async (_, changes, field) => {
    expect(await bank.submitOrder(path, newForm(changes))).toMatchObject({ status: 400, field })
  })
  test('rejects a form signed with a wrong key', async () => {
    expect(await bank.submitOrder(path, newForm({}, otherCredentials.key))).toMatchObject({
      field: 'MAC',
      reason: 'signature',
    })
  })
  test('rejects a test account on the production server', async () => {
    expect(await bank.submitOrder(production, newForm())).toMatchObject({ reason: 'mode' })
  })
  test('rejects a reference that is already paid', async () => {
    await bank.decide(await createPayment({ reference: 'ONCE' }), 'paid')
    expect(await bank.submitOrder(path, newForm({ reference: 'ONCE' }))).toMatchObject({
      reason: 'duplicate',
    })
  })
})

describe('Monetico notification', () => {
  test('reports a payment on the test server as payetest', async () => {
    await bank.decide(await createPayment(), 'paid')
    expect(lastFields()).toMatchObject({
      'code-retour': 'payetest',
      montant: '51.24EUR',
      TPE: '0229001',
      brand: 'CB',
    })
    expect(lastFields().date).toMatch(/^\d\d\/\d\d\/\d{4}_a_\d\d:\d\d:\d\d$/)
    expect(isSigned(lastFields())).toBe(true)
  })
  test('reports a production payment as paiement, and as payetest for the same account on the test server', async () => {
    const others = { TPE: otherCredentials.tpe, societe: otherCredentials.societe }
    await bank.decide((await bank.submitOrder(production, newForm(others, otherCredentials.key))).id, 'paid')
    expect(lastFields()).toMatchObject({ 'code-retour': 'paiement' })
    await bank.decide((await bank.submitOrder(path, newForm(others, otherCredentials.key))).id, 'paid')
    expect(lastFields()).toMatchObject({ 'code-retour': 'payetest' })
    expect(isSigned(lastFields(), otherCredentials.key)).toBe(true)
  })
  test.each([
    ['refused', 'Refus'],
    ['cancelled', '-'],
  ])('reports %s as Annulation with reason %s', async (outcome, motifrefus) => {
    await bank.decide(await createPayment(), outcome)
    expect(lastFields()).toMatchObject({ 'code-retour': 'Annulation', motifrefus })
    expect(lastFields()).not.toHaveProperty('numauto')
  })
  test('is not sent for a pending payment', async () => {
    await bank.decide(await createPayment(), 'pending')
    expect(shop.received).toEqual([])
  })
  test('is acknowledged only by cdr=0', async () => {
    shop.answerNext({ status: 200, body: 'OK' }, { status: 200, body: 'version=2\ncdr=1\n' })
    const { deliveries } = await bank.decide(await createPayment(), 'paid')
    expect(deliveries).toMatchObject([{ accepted: false }])
    const [first, second] = await shop.waitForRequests(2)
    expect(second).toEqual(first)
  })
})

test('Monetico returns the buyer by GET without fields', async () => {
  const id = await createPayment()
  await bank.decide(id, 'refused')
  expect(await bank.leave(id)).toEqual({ url: `${shop.url}/err`, method: 'GET', fields: [] })
})

describe('Monetico misbehaviour', () => {
  const notifyWith = async (tamper: string) => {
    await bank.decide(await createPayment(), 'paid', { tamper })
    return lastFields()
  }
  test('forged: signature is not valid', async () => expect(isSigned(await notifyWith('forged'))).toBe(false))
  test('truncated: signature is not valid', async () =>
    expect(isSigned(await notifyWith('truncated'))).toBe(false))
  test('unsigned: MAC is absent', async () => expect(await notifyWith('unsigned')).not.toHaveProperty('MAC'))
  test('duplicated: montant is sent twice', async () => {
    await notifyWith('duplicated')
    expect(shop.received.at(-1)?.fields.getAll('montant')).toEqual(['51.24EUR', '1.00EUR'])
  })
  test.each([
    ['amount', { montant: '0.51EUR' }],
    ['currency', { montant: '51.24USD' }],
    ['mode', { 'code-retour': 'paiement' }],
    ['accents', { 'texte-libre': ACCENTED }],
  ])('%s: signature is valid', async (tamper, expected) => {
    const fields = await notifyWith(tamper)
    expect(fields).toMatchObject(expected)
    expect(isSigned(fields)).toBe(true)
  })
  test('reference and shop: sends the reference and the message of another shop', async () => {
    const others = { TPE: otherCredentials.tpe, societe: otherCredentials.societe, reference: 'THEIRS' }
    await bank.submitOrder(path, newForm(others, otherCredentials.key))
    const reference = await notifyWith('reference')
    expect(reference).toMatchObject({ reference: 'THEIRS', TPE: credentials.tpe })
    expect(isSigned(reference)).toBe(true)
    const message = await notifyWith('shop')
    expect(message.TPE).toBe(otherCredentials.tpe)
    expect(isSigned(message, otherCredentials.key)).toBe(true)
  })
})
