import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startBankSandbox, type BankSandbox } from '../start.ts'
import { BankClient } from '../test/bank-client.ts'
import { startListeningShop } from '../test/listening-shop.ts'
import { writeLyraDate } from './lyra-date.ts'
import { lyraSignedText, signLyra } from './lyra.ts'

interface Vector {
  id: string
  algorithm: string
  key: string
  fields: Record<string, string>
  expected: string
}

const vectors = JSON.parse(readFileSync(new URL('lyra.vectors.json', import.meta.url), 'utf8')) as Vector[]

const hmac = ({ algorithm }: Vector) => algorithm.startsWith('HMAC')

test.each(vectors.filter(hmac))('$id: the bank signs as the vector does', ({ key, fields, expected }) => {
  expect(signLyra(fields, key)).toBe(expected)
})
test.each(vectors.filter((vector) => !hmac(vector)))(
  '$id: and signs the same text',
  ({ key, fields, expected }) => {
    expect(createHash('sha1').update(lyraSignedText(fields, key)).digest('hex')).toBe(expected)
  },
)

const path = '/lyra/vads-payment/'
const credentials = {
  siteId: '12345678',
  testKey: '1122334455667788',
  productionKey: '8877665544332211',
  mode: 'TEST',
}
const foreign = { siteId: '87654321', testKey: 'aabbccdd', productionKey: 'ddccbbaa', mode: 'TEST' }

let shop: Awaited<ReturnType<typeof startListeningShop>>
let sandbox: BankSandbox
let bank: BankClient
let count = 0

beforeAll(async () => {
  shop = await startListeningShop()
  sandbox = await startBankSandbox({
    accounts: [
      {
        shop: 'atelier',
        protocol: 'lyra',
        name: 'L’Atelier <Bleu>',
        notifyUrl: `${shop.url}/notify`,
        credentials,
      },
      { shop: 'harbour', protocol: 'lyra', notifyUrl: `${shop.url}/harbour`, credentials: foreign },
    ],
    retrySeconds: [0.05, 0.05],
  })
  bank = new BankClient(sandbox.url)
})
afterAll(async () => {
  await sandbox.stop()
  await shop.stop()
})
beforeEach(() => {
  shop.reset()
})

function newForm(changes: Record<string, string | undefined> = {}, key = credentials.testKey) {
  const transId = `a${(count += 1).toString(36).padStart(5, '0')}`
  const all: Record<string, string | undefined> = {
    vads_version: 'V2',
    vads_ctx_mode: 'TEST',
    vads_site_id: credentials.siteId,
    vads_trans_id: transId,
    vads_trans_date: writeLyraDate(new Date()),
    vads_page_action: 'PAYMENT',
    vads_action_mode: 'INTERACTIVE',
    vads_payment_config: 'SINGLE',
    vads_amount: '5124',
    vads_currency: '978',
    vads_cust_email: 'buyer@example.org',
    vads_order_id: `T-${count}`,
    vads_url_return: `${shop.url}/return?shop=atelier`,
    vads_return_mode: 'POST',
    ...changes,
  }
  const fields = Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
  return { ...fields, signature: fields.signature ?? signLyra(fields, key) }
}

const open = async (changes: Record<string, string | undefined> = {}) =>
  (await bank.order(path, newForm(changes))).id
const lastFields = () => Object.fromEntries(shop.received.at(-1)?.fields ?? [])
const isSigned = (fields: Record<string, string>, key = credentials.testKey) =>
  fields.signature === signLyra(fields, key)

describe('the request is checked as the bank checks it', () => {
  const anHourAhead = () => writeLyraDate(new Date(Date.now() + 3_600_000))
  test.each<[string, Record<string, string | undefined>, string, string]>([
    ['no version', { vads_version: undefined }, '01', 'vads_version'],
    ['another shop number', { vads_site_id: '00000000' }, '02', 'vads_site_id'],
    ['a short shop number', { vads_site_id: '1234567' }, '02', 'vads_site_id'],
    ['production asked of a test shop', { vads_ctx_mode: 'PRODUCTION' }, '11', 'vads_ctx_mode'],
    ['no signature', { signature: '' }, '00', 'signature'],
    ['a wrong signature', { signature: 'AAAA' }, '00', 'signature'],
    ['a trans_id of five', { vads_trans_id: 'abcde' }, '03', 'vads_trans_id'],
    ['a trans_id kept by the gateway', { vads_trans_id: '900001' }, '03', 'vads_trans_id'],
    ['a trans_id with a dash', { vads_trans_id: 'ab-123' }, '03', 'vads_trans_id'],
    ['a date that is none', { vads_trans_date: '20260230120000' }, '04', 'vads_trans_date'],
    ['a date with separators', { vads_trans_date: '2026-11-24 12:00' }, '04', 'vads_trans_date'],
    ['Paris time instead of UTC', { vads_trans_date: anHourAhead() }, '04', 'vads_trans_date'],
    ['an old date', { vads_trans_date: '20200101000000' }, '04', 'vads_trans_date'],
    ['an amount with a point', { vads_amount: '51.24' }, '09', 'vads_amount'],
    ['nothing to pay', { vads_amount: '0' }, '09', 'vads_amount'],
    ['no amount', { vads_amount: undefined }, '09', 'vads_amount'],
    ['a currency in letters', { vads_currency: 'EUR' }, '10', 'vads_currency'],
    ['another page action', { vads_page_action: 'PAY' }, '46', 'vads_page_action'],
    ['a silent action mode', { vads_action_mode: 'SILENT' }, '47', 'vads_action_mode'],
    ['no payment config', { vads_payment_config: undefined }, '07', 'vads_payment_config'],
    ['no buyer e-mail', { vads_cust_email: undefined }, '15', 'vads_cust_email'],
    ['an order id with a slash', { vads_order_id: 'T/1' }, '13', 'vads_order_id'],
    ['an unknown language', { vads_language: 'xx' }, '12', 'vads_language'],
    ['a relative notification URL', { vads_url_check: '/notify' }, '33', 'vads_url_check'],
    ['an unknown return mode', { vads_return_mode: 'PUT' }, '48', 'vads_return_mode'],
    ['markup in a name', { vads_cust_name: '<b>' }, '18', 'vads_cust_name'],
  ])('%s', async (_, changes, code, field) => {
    const refused = await bank.order(path, newForm(changes))
    expect(refused).toMatchObject({ status: 400, code, field })
  })

  test('a form signed with the production key is not one of the test shop', async () => {
    const refused = await bank.order(path, newForm({}, credentials.productionKey))
    expect(refused).toMatchObject({ code: '00', field: 'signature', reason: 'signature' })
  })

  test('an identifier comes once in a UTC day, whatever its case', async () => {
    const first = newForm({ vads_trans_id: 'abC123' })
    expect((await bank.order(path, first)).status).toBe(303)
    const again = await bank.order(path, newForm({ vads_trans_id: 'ABc123' }))
    expect(again).toMatchObject({ code: '03', reason: 'duplicate' })
  })

  test('a refused form does not use up its identifier', async () => {
    const form = newForm({ vads_amount: '-1', vads_trans_id: 'free01' })
    expect((await bank.order(path, form)).status).toBe(400)
    expect((await bank.order(path, newForm({ vads_trans_id: 'free01' }))).status).toBe(303)
  })

  test('a parameter sent twice is refused by its name', async () => {
    const pairs: [string, string][] = [...Object.entries(newForm()), ['vads_amount', '1']]
    expect(await bank.order(path, pairs)).toMatchObject({ field: 'vads_amount', reason: 'repeated' })
  })

  test('accents and empty fields are signed as they stand', async () => {
    const form = newForm({ vads_cust_name: 'Zoë Lefèvre', vads_order_info: '' })
    expect((await bank.order(path, form)).status).toBe(303)
  })

  test('what it refused is on record without the keys', async () => {
    await bank.order(path, newForm({ vads_currency: 'EUR' }))
    const [last] = await bank.call<Record<string, unknown>[]>('GET', '/api/rejections')
    expect(last).toMatchObject({ protocol: 'lyra', shop: 'atelier', field: 'vads_currency', code: '10' })
  })
})

describe('the notification', () => {
  test('paid: every field of a real one, signed, with the hash that only it has', async () => {
    const id = await open({ vads_cust_name: 'Zoë Lefèvre' })
    await bank.decide(id, 'paid')
    const fields = lastFields()
    expect(shop.received[0]).toMatchObject({ method: 'POST', path: '/notify' })
    expect(isSigned(fields)).toBe(true)
    expect(fields).toMatchObject({
      vads_trans_status: 'AUTHORISED',
      vads_result: '00',
      vads_auth_result: '00',
      vads_operation_type: 'DEBIT',
      vads_url_check_src: 'PAY',
      vads_amount: '5124',
      vads_effective_amount: '5124',
      vads_currency: '978',
      vads_ctx_mode: 'TEST',
      vads_site_id: '12345678',
      vads_cust_name: 'Zoë Lefèvre',
      vads_sequence_number: '1',
    })
    expect(fields.vads_hash).toMatch(/^[0-9a-f]{64}$/)
    expect(fields.vads_trans_uuid).toMatch(/^[0-9a-f]{32}$/)
    expect(fields.vads_auth_number).toMatch(/^[0-9a-f]{6}$/)
    expect(fields.vads_card_number).toMatch(/^\d{6}X{6}\d{4}$/)
    expect(fields).not.toHaveProperty('vads_url_return')
  })

  test.each([
    ['refused', 'REFUSED', '05'],
    ['cancelled', 'ABANDONED', '17'],
    ['pending', 'WAITING_AUTHORISATION', '00'],
  ])('%s is %s', async (outcome, vads_trans_status, vads_result) => {
    await bank.decide(await open(), outcome)
    expect(lastFields()).toMatchObject({ vads_trans_status, vads_result })
    expect(lastFields()).not.toHaveProperty('vads_payment_certificate')
  })

  test('manual validation is accepted but left to validate', async () => {
    await bank.decide(await open({ vads_validation_mode: '1' }), 'paid')
    expect(lastFields()).toMatchObject({ vads_trans_status: 'AUTHORISED_TO_VALIDATE' })
  })

  test('vads_url_check comes before the URL of the account', async () => {
    await bank.decide(await open({ vads_url_check: `${shop.url}/own` }), 'paid')
    expect(shop.received[0]?.path).toBe('/own')
  })

  test('is sent again as RETRY until it is acknowledged, with the same transaction', async () => {
    shop.answerNext({ status: 500, body: '' }, { status: 404, body: '' })
    await bank.decide(await open(), 'paid')
    const received = await shop.receive(3)
    expect(received.map(({ fields }) => fields.get('vads_url_check_src'))).toEqual(['PAY', 'RETRY', 'RETRY'])
    expect(new Set(received.map(({ fields }) => fields.get('vads_trans_uuid'))).size).toBe(1)
  })

  test('what is pending becomes paid under the same transaction', async () => {
    const id = await open()
    await bank.decide(id, 'pending')
    await bank.notify(id, { outcome: 'paid', source: 'BATCH_AUTO' })
    const [pending, paid] = shop.received
    expect(paid?.fields.get('vads_trans_uuid')).toBe(pending?.fields.get('vads_trans_uuid'))
    expect(paid?.fields.get('vads_url_check_src')).toBe('BATCH_AUTO')
  })

  test('a refused buyer who pays with another card makes another transaction', async () => {
    const id = await open()
    await bank.decide(id, 'refused')
    await bank.decide(id, 'paid')
    const [refused, paid] = shop.received
    expect(paid?.fields.get('vads_trans_uuid')).not.toBe(refused?.fields.get('vads_trans_uuid'))
    expect(paid?.fields.get('vads_sequence_number')).toBe('2')
  })
})

describe('the return', () => {
  test('by POST: signed, without the hash of a notification, the query of the URL kept', async () => {
    const id = await open()
    await bank.decide(id, 'paid')
    const { url, method, fields } = await bank.leave(id)
    const read = Object.fromEntries(fields.map(({ name, value }) => [name, value]))
    expect({ url, method }).toEqual({ url: `${shop.url}/return?shop=atelier`, method: 'POST' })
    expect(isSigned(read)).toBe(true)
    expect(read).not.toHaveProperty('vads_hash')
    expect(read).not.toHaveProperty('vads_url_check_src')
  })

  test('by GET: added to the query', async () => {
    const id = await open({ vads_return_mode: 'GET' })
    await bank.decide(id, 'refused')
    const response = await fetch(`${sandbox.url}/payments/${id}/return`, { redirect: 'manual' })
    const to = new URL(response.headers.get('location') ?? '')
    expect(to.searchParams.get('shop')).toBe('atelier')
    const fields = Object.fromEntries([...to.searchParams].filter(([name]) => name !== 'shop'))
    expect(isSigned(fields)).toBe(true)
    expect(fields.vads_trans_status).toBe('REFUSED')
  })

  test.each([{ vads_return_mode: 'NONE' }, { vads_return_mode: undefined }])(
    '%o: nothing is told',
    async (mode) => {
      const id = await open({ ...mode, vads_url_cancel: `${shop.url}/gave-up` })
      await bank.decide(id, 'cancelled')
      expect(await bank.leave(id)).toEqual({ url: `${shop.url}/gave-up`, method: 'GET', fields: [] })
    },
  )
})

describe('misbehaviour', () => {
  const wrong = async (tamper: string) => {
    const id = await open()
    await bank.decide(id, 'paid', { tamper })
    return lastFields()
  }

  test('forged: signed with a key that is not the shop’s', async () => {
    const fields = await wrong('forged')
    expect(fields.signature).toMatch(/^[\w+/]{43}=$/)
    expect(isSigned(fields)).toBe(false)
  })
  test('unsigned', async () => expect(await wrong('unsigned')).not.toHaveProperty('signature'))
  test('truncated', async () => {
    const fields = await wrong('truncated')
    expect(isSigned(fields)).toBe(false)
  })
  test('another amount, rightly signed', async () => {
    const fields = await wrong('amount')
    expect(fields).toMatchObject({ vads_amount: '51', vads_effective_amount: '51' })
    expect(isSigned(fields)).toBe(true)
  })
  test('another currency, rightly signed', async () => {
    const fields = await wrong('currency')
    expect(fields).toMatchObject({ vads_currency: '840', vads_amount: '5124' })
    expect(isSigned(fields)).toBe(true)
  })
  test('production against test, signed with the key of that mode', async () => {
    const fields = await wrong('mode')
    expect(fields.vads_ctx_mode).toBe('PRODUCTION')
    expect(isSigned(fields, credentials.productionKey)).toBe(true)
  })
  test('another shop’s reference, signed by this shop', async () => {
    const theirs = newForm(
      { vads_site_id: foreign.siteId, vads_order_id: 'THEIRS', vads_trans_id: 'their1' },
      foreign.testKey,
    )
    await bank.order(path, theirs)
    const fields = await wrong('reference')
    expect(fields).toMatchObject({
      vads_order_id: 'THEIRS',
      vads_trans_id: 'their1',
      vads_site_id: '12345678',
    })
    expect(isSigned(fields)).toBe(true)
  })
  test('another shop’s message, signed by that shop, at this shop’s address', async () => {
    const fields = await wrong('shop')
    expect(fields.vads_site_id).toBe('87654321')
    expect(isSigned(fields, foreign.testKey)).toBe(true)
    expect(shop.received.at(-1)?.path).toBe('/notify')
  })
  test('a parameter twice', async () => {
    await wrong('duplicated')
    expect(shop.received.at(-1)?.fields.getAll('vads_amount')).toEqual(['5124', '1'])
  })
  test('accents in a signed field, rightly signed', async () => {
    const fields = await wrong('accents')
    expect(fields.vads_order_info).toContain('Éléonore Bœuf')
    expect(isSigned(fields)).toBe(true)
  })
  test('forgeries are not sent again', async () => {
    shop.answerNext({ status: 400, body: '' })
    await wrong('forged')
    await bank.decide(await open(), 'paid')
    expect((await shop.receive(2)).length).toBe(2)
  })

  test('never, then by hand', async () => {
    const id = await open()
    await bank.decide(id, 'paid', { timing: 'never' })
    expect(shop.received).toEqual([])
    const { deliveries } = await bank.notify(id, {})
    expect(deliveries).toMatchObject([{ outcome: 'paid', source: 'BO', accepted: true }])
  })
  test('after the return', async () => {
    const id = await open()
    await bank.decide(id, 'paid', { timing: 'after-return', late: 0.05 })
    expect(shop.received).toEqual([])
    await bank.leave(id)
    expect((await shop.receive(1)).length).toBe(1)
  })
  test('late', async () => {
    const id = await open()
    await bank.decide(id, 'paid', { late: 0.05 })
    expect(shop.received).toEqual([])
    expect((await shop.receive(1)).length).toBe(1)
  })
  test('twice, and fifty at a time', async () => {
    const id = await open()
    await bank.decide(id, 'paid', { copies: 2 })
    expect(shop.received.length).toBe(2)
    await bank.notify(id, { copies: 50, concurrent: true })
    expect(shop.received.length).toBe(52)
    expect(new Set(shop.received.map(({ fields }) => fields.get('vads_trans_uuid'))).size).toBe(1)
  })
  test.each([
    [
      ['refused', 'paid'],
      ['REFUSED', 'AUTHORISED'],
      ['1', '2'],
    ],
    [
      ['paid', 'refused'],
      ['AUTHORISED', 'REFUSED'],
      ['2', '1'],
    ],
  ])('reordered: %j', async (sequence, statuses, numbers) => {
    await bank.decide(await open(), 'paid', { sequence })
    expect(shop.received.map(({ fields }) => fields.get('vads_trans_status'))).toEqual(statuses)
    expect(shop.received.map(({ fields }) => fields.get('vads_sequence_number'))).toEqual(numbers)
  })
  test('replayed: the very bytes, to another shop’s address too', async () => {
    const id = await open()
    await bank.decide(id, 'paid')
    await bank.notify(id, { replay: 0 })
    await bank.notify(id, { replay: 0, url: `${shop.url}/harbour` })
    const [first, second, third] = shop.received
    expect(second).toEqual(first)
    expect(third).toMatchObject({ path: '/harbour', text: first?.text })
  })
  test('the bank’s own word for an outcome', async () => {
    const id = await open()
    await bank.decide(id, 'paid', { status: 'ACCEPTED' })
    expect(lastFields().vads_trans_status).toBe('ACCEPTED')
    expect(isSigned(lastFields())).toBe(true)
  })
  test('ordered ahead for a shop, so many times', async () => {
    await bank.call('POST', '/api/misbehave', { shop: 'atelier', times: 1, tamper: 'amount' })
    await bank.decide(await open(), 'paid')
    await bank.decide(await open(), 'paid')
    expect(shop.received.map(({ fields }) => fields.get('vads_amount'))).toEqual(['51', '5124'])
  })
})
