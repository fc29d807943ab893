import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { parisParts } from '../paris-time.ts'
import { type BankSandbox, startBankSandbox } from '../start.ts'
import { BankClient } from '../test/bank-client.ts'
import { startListeningShop } from '../test/listening-shop.ts'
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
  '$id: the same text is signed',
  ({ fields = {}, signed_string }) => {
    expect(moneticoSignedText(fields)).toBe(signed_string)
  },
)
test.each(vectors)('$id: and gives the same MAC', ({ signed_string, encoding, usable_key_hex, expected }) => {
  const signed = Buffer.from(signed_string, encoding ?? 'utf8')
  expect(signMonetico(signed, Buffer.from(usable_key_hex, 'hex'))).toBe(expected.toLowerCase())
})
test.each(vectors.filter(({ key }) => key.length === 40))(
  '$id: the key’s bytes',
  ({ key, usable_key_hex }) => {
    expect(moneticoKeyBytes(key).toString('hex')).toBe(usable_key_hex.toLowerCase())
  },
)

const path = '/monetico/test/paiement.cgi'
const production = '/monetico/paiement.cgi'
const key = '12345678901234567890123456789012345678P0'
const credentials = { tpe: '0229001', societe: 'atelier', key, mode: 'TEST' }
const foreign = {
  tpe: '0229002',
  societe: 'harbour',
  key: '1036DEFD9175F29EE9337A1F284BDF781D5A4048',
  mode: 'PRODUCTION',
}
const received = { status: 200, body: 'version=2\ncdr=0\n' }

let shop: Awaited<ReturnType<typeof startListeningShop>>
let sandbox: BankSandbox
let bank: BankClient
let count = 0

beforeAll(async () => {
  shop = await startListeningShop()
  sandbox = await startBankSandbox({
    accounts: [
      { shop: 'atelier', protocol: 'monetico', notifyUrl: `${shop.url}/notify`, credentials },
      { shop: 'harbour', protocol: 'monetico', notifyUrl: `${shop.url}/harbour`, credentials: foreign },
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
  shop.reset(received)
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

const open = async (changes: Record<string, string | undefined> = {}, at = path) =>
  (await bank.order(at, newForm(changes))).id
const lastFields = () => Object.fromEntries(shop.received.at(-1)?.fields ?? [])
const isSigned = (fields: Record<string, string>, by = key) =>
  fields.MAC?.toLowerCase() === signMonetico(moneticoSignedText(fields), moneticoKeyBytes(by))

describe('the request is checked as the bank checks it', () => {
  test.each<[string, Record<string, string | undefined>, string]>([
    ['another TPE', { TPE: '0000000' }, 'TPE'],
    ['another company', { societe: 'harbour' }, 'societe'],
    ['another version', { version: '1.2open' }, 'version'],
    ['a language in lower case', { lgue: 'fr' }, 'lgue'],
    ['a date in the form of the answer', { date: '01/01/2026_a_10:00:00' }, 'date'],
    ['an old date', { date: '01/01/2020:10:00:00' }, 'date'],
    ['a comma in the amount', { montant: '51,24EUR' }, 'montant'],
    ['three decimals', { montant: '51.240EUR' }, 'montant'],
    ['nothing to pay', { montant: '0.00EUR' }, 'montant'],
    ['a numeric currency', { montant: '51.24978' }, 'montant'],
    ['a reference with a space', { reference: 'REF 1' }, 'reference'],
    ['no context', { contexte_commande: undefined }, 'contexte_commande'],
    [
      'a context without a city',
      { contexte_commande: context({ ...billing, city: '' }) },
      'contexte_commande',
    ],
    ['a context that is no JSON', { contexte_commande: 'AAAA' }, 'contexte_commande'],
    ['a field it does not know', { montant_ttc: '1' }, 'montant_ttc'],
  ])('%s', async (_, changes, field) => {
    expect(await bank.order(path, newForm(changes))).toMatchObject({ status: 400, field })
  })
  test('a wrong key', async () => {
    expect(await bank.order(path, newForm({}, foreign.key))).toMatchObject({
      field: 'MAC',
      reason: 'signature',
    })
  })
  test('a test contract is not open in production', async () => {
    expect(await bank.order(production, newForm())).toMatchObject({ reason: 'mode' })
  })
  test('a reference that is paid can’t be paid again', async () => {
    await bank.decide(await open({ reference: 'ONCE' }), 'paid')
    expect(await bank.order(path, newForm({ reference: 'ONCE' }))).toMatchObject({ reason: 'duplicate' })
  })
})

describe('the notification', () => {
  test('paid on the test server is payetest', async () => {
    await bank.decide(await open(), 'paid')
    expect(lastFields()).toMatchObject({
      'code-retour': 'payetest',
      montant: '51.24EUR',
      TPE: '0229001',
      brand: 'CB',
    })
    expect(lastFields().date).toMatch(/^\d\d\/\d\d\/\d{4}_a_\d\d:\d\d:\d\d$/)
    expect(isSigned(lastFields())).toBe(true)
  })
  test('paid in production is paiement; the test server takes that shop too, under the same key', async () => {
    const theirs = { TPE: foreign.tpe, societe: foreign.societe }
    await bank.decide((await bank.order(production, newForm(theirs, foreign.key))).id, 'paid')
    expect(lastFields()).toMatchObject({ 'code-retour': 'paiement' })
    await bank.decide((await bank.order(path, newForm(theirs, foreign.key))).id, 'paid')
    expect(lastFields()).toMatchObject({ 'code-retour': 'payetest' })
    expect(isSigned(lastFields(), foreign.key)).toBe(true)
  })
  test.each([
    ['refused', 'Refus'],
    ['cancelled', '-'],
  ])('%s is Annulation, motive %s', async (outcome, motifrefus) => {
    await bank.decide(await open(), outcome)
    expect(lastFields()).toMatchObject({ 'code-retour': 'Annulation', motifrefus })
    expect(lastFields()).not.toHaveProperty('numauto')
  })
  test('pending: nothing is sent', async () => {
    await bank.decide(await open(), 'pending')
    expect(shop.received).toEqual([])
  })
  test('is acknowledged by cdr=0 alone', async () => {
    shop.answerNext({ status: 200, body: 'OK' }, { status: 200, body: 'version=2\ncdr=1\n' })
    const { deliveries } = await bank.decide(await open(), 'paid')
    expect(deliveries).toMatchObject([{ accepted: false }])
    const [first, second] = await shop.receive(2)
    expect(second).toEqual(first)
  })
})

test('the return is a plain link', async () => {
  const id = await open()
  await bank.decide(id, 'refused')
  expect(await bank.leave(id)).toEqual({ url: `${shop.url}/err`, method: 'GET', fields: [] })
})

describe('misbehaviour', () => {
  const wrong = async (tamper: string) => {
    await bank.decide(await open(), 'paid', { tamper })
    return lastFields()
  }
  test('forged', async () => expect(isSigned(await wrong('forged'))).toBe(false))
  test('truncated', async () => expect(isSigned(await wrong('truncated'))).toBe(false))
  test('unsigned', async () => expect(await wrong('unsigned')).not.toHaveProperty('MAC'))
  test('duplicated', async () => {
    await wrong('duplicated')
    expect(shop.received.at(-1)?.fields.getAll('montant')).toEqual(['51.24EUR', '1.00EUR'])
  })
  test.each([
    ['amount', { montant: '0.51EUR' }],
    ['currency', { montant: '51.24USD' }],
    ['mode', { 'code-retour': 'paiement' }],
    ['accents', { 'texte-libre': ACCENTED }],
  ])('%s, rightly signed', async (tamper, expected) => {
    const fields = await wrong(tamper)
    expect(fields).toMatchObject(expected)
    expect(isSigned(fields)).toBe(true)
  })
  test('another shop’s reference, and another shop’s message', async () => {
    const theirs = { TPE: foreign.tpe, societe: foreign.societe, reference: 'THEIRS' }
    await bank.order(path, newForm(theirs, foreign.key))
    const reference = await wrong('reference')
    expect(reference).toMatchObject({ reference: 'THEIRS', TPE: credentials.tpe })
    expect(isSigned(reference)).toBe(true)
    const message = await wrong('shop')
    expect(message.TPE).toBe(foreign.tpe)
    expect(isSigned(message, foreign.key)).toBe(true)
  })
})
