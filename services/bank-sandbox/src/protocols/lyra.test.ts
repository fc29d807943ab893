import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { credentials, isSigned, lyraPath, startLyraShop } from '../test/lyra-shop.ts'
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

test.each(vectors.filter(hmac))('signs vector $id with HMAC-SHA-256', ({ key, fields, expected }) => {
  expect(signLyra(fields, key)).toBe(expected)
})
test.each(vectors.filter((vector) => !hmac(vector)))(
  'builds the signed text of vector $id',
  ({ key, fields, expected }) => {
    expect(createHash('sha1').update(lyraSignedText(fields, key)).digest('hex')).toBe(expected)
  },
)

let lyra: Awaited<ReturnType<typeof startLyraShop>>

beforeAll(async () => {
  lyra = await startLyraShop()
})
afterAll(() => lyra.stop())
beforeEach(() => lyra.shop.reset())

describe('Lyra request validation', () => {
  const anHourAhead = () => writeLyraDate(new Date(Date.now() + 3_600_000))
  test.each<[string, Record<string, string | undefined>, string, string]>([
    ['no version', { vads_version: undefined }, '01', 'vads_version'],
    ['an unknown site id', { vads_site_id: '00000000' }, '02', 'vads_site_id'],
    ['a site id that is too short', { vads_site_id: '1234567' }, '02', 'vads_site_id'],
    ['production mode for a test account', { vads_ctx_mode: 'PRODUCTION' }, '11', 'vads_ctx_mode'],
    ['no signature', { signature: '' }, '00', 'signature'],
    ['a wrong signature', { signature: 'AAAA' }, '00', 'signature'],
    ['a trans_id of five characters', { vads_trans_id: 'abcde' }, '03', 'vads_trans_id'],
    ['a trans_id reserved for the gateway', { vads_trans_id: '900001' }, '03', 'vads_trans_id'],
    ['a trans_id with a dash', { vads_trans_id: 'ab-123' }, '03', 'vads_trans_id'],
    ['a date that does not exist', { vads_trans_date: '20260230120000' }, '04', 'vads_trans_date'],
    ['a date with separators', { vads_trans_date: '2026-11-24 12:00' }, '04', 'vads_trans_date'],
    ['Paris time instead of UTC', { vads_trans_date: anHourAhead() }, '04', 'vads_trans_date'],
    ['an old date', { vads_trans_date: '20200101000000' }, '04', 'vads_trans_date'],
    ['an amount with a decimal point', { vads_amount: '51.24' }, '09', 'vads_amount'],
    ['a zero amount', { vads_amount: '0' }, '09', 'vads_amount'],
    ['no amount', { vads_amount: undefined }, '09', 'vads_amount'],
    ['an alphabetic currency code', { vads_currency: 'EUR' }, '10', 'vads_currency'],
    ['an unknown page action', { vads_page_action: 'PAY' }, '46', 'vads_page_action'],
    ['a silent action mode', { vads_action_mode: 'SILENT' }, '47', 'vads_action_mode'],
    ['no payment config', { vads_payment_config: undefined }, '07', 'vads_payment_config'],
    ['no email address of the buyer', { vads_cust_email: undefined }, '15', 'vads_cust_email'],
    ['an order id with a slash', { vads_order_id: 'T/1' }, '13', 'vads_order_id'],
    ['an unknown language', { vads_language: 'xx' }, '12', 'vads_language'],
    ['a relative notification URL', { vads_url_check: '/notify' }, '33', 'vads_url_check'],
    ['an unknown return mode', { vads_return_mode: 'PUT' }, '48', 'vads_return_mode'],
    ['markup in a name', { vads_cust_name: '<b>' }, '18', 'vads_cust_name'],
  ])('rejects a form with %s', async (_, changes, code, field) => {
    const rejected = await lyra.submitOrder(changes)
    expect(rejected).toMatchObject({ status: 400, code, field })
  })

  test('rejects a test form signed with the production key', async () => {
    const rejected = await lyra.submitOrder({}, credentials.productionKey)
    expect(rejected).toMatchObject({ code: '00', field: 'signature', reason: 'signature' })
  })

  test('rejects a trans_id already used on the same UTC day, ignoring case', async () => {
    const first = lyra.newForm({ vads_trans_id: 'abC123' })
    expect((await lyra.bank.submitOrder(lyraPath, first)).status).toBe(303)
    const { vads_trans_date } = first
    const again = await lyra.submitOrder({ vads_trans_id: 'ABc123', vads_trans_date })
    expect(again).toMatchObject({ code: '03', reason: 'duplicate' })
  })

  test('accepts the trans_id of a rejected form again', async () => {
    const form = lyra.newForm({ vads_amount: '-1', vads_trans_id: 'free01' })
    expect((await lyra.bank.submitOrder(lyraPath, form)).status).toBe(400)
    expect((await lyra.submitOrder({ vads_trans_id: 'free01' })).status).toBe(303)
  })

  test('rejects a repeated parameter by name', async () => {
    const pairs: [string, string][] = [...Object.entries(lyra.newForm()), ['vads_amount', '1']]
    expect(await lyra.bank.submitOrder(lyraPath, pairs)).toMatchObject({
      field: 'vads_amount',
      reason: 'repeated',
    })
  })

  test('accepts signed accents and empty fields', async () => {
    const form = lyra.newForm({ vads_cust_name: 'Zoë Lefèvre', vads_order_info: '' })
    expect((await lyra.bank.submitOrder(lyraPath, form)).status).toBe(303)
  })

  test('records a rejected request', async () => {
    await lyra.submitOrder({ vads_currency: 'EUR' })
    const [last] = await lyra.bank.call<Record<string, unknown>[]>('GET', '/api/rejections')
    expect(last).toMatchObject({ protocol: 'lyra', shop: 'atelier', field: 'vads_currency', code: '10' })
  })
})

describe('Lyra notification', () => {
  test('for a paid outcome has the fields of a real notification, a signature and vads_hash', async () => {
    const id = await lyra.createPayment({ vads_cust_name: 'Zoë Lefèvre' })
    await lyra.bank.decide(id, 'paid')
    const fields = lyra.lastFields()
    expect(lyra.shop.received[0]).toMatchObject({ method: 'POST', path: '/notify' })
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
  ])('reports %s as %s', async (outcome, vads_trans_status, vads_result) => {
    await lyra.bank.decide(await lyra.createPayment(), outcome)
    expect(lyra.lastFields()).toMatchObject({ vads_trans_status, vads_result })
    expect(lyra.lastFields()).not.toHaveProperty('vads_payment_certificate')
  })

  test('reports a payment with manual validation as AUTHORISED_TO_VALIDATE', async () => {
    await lyra.bank.decide(await lyra.createPayment({ vads_validation_mode: '1' }), 'paid')
    expect(lyra.lastFields()).toMatchObject({ vads_trans_status: 'AUTHORISED_TO_VALIDATE' })
  })

  test('goes to vads_url_check rather than to the URL of the account', async () => {
    await lyra.bank.decide(await lyra.createPayment({ vads_url_check: `${lyra.shop.url}/own` }), 'paid')
    expect(lyra.shop.received[0]?.path).toBe('/own')
  })

  test('is retried as RETRY with the same transaction until it is acknowledged', async () => {
    lyra.shop.answerNext({ status: 500, body: '' }, { status: 404, body: '' })
    await lyra.bank.decide(await lyra.createPayment(), 'paid')
    const received = await lyra.shop.waitForRequests(3)
    expect(received.map(({ fields }) => fields.get('vads_url_check_src'))).toEqual(['PAY', 'RETRY', 'RETRY'])
    expect(new Set(received.map(({ fields }) => fields.get('vads_trans_uuid'))).size).toBe(1)
  })

  test('has the same transaction when a pending payment becomes paid', async () => {
    const id = await lyra.createPayment()
    await lyra.bank.decide(id, 'pending')
    await lyra.bank.notify(id, { outcome: 'paid', source: 'BATCH_AUTO' })
    const [pending, paid] = lyra.shop.received
    expect(paid?.fields.get('vads_trans_uuid')).toBe(pending?.fields.get('vads_trans_uuid'))
    expect(paid?.fields.get('vads_url_check_src')).toBe('BATCH_AUTO')
  })

  test('has a new transaction when a declined buyer pays with another card', async () => {
    const id = await lyra.createPayment()
    await lyra.bank.decide(id, 'refused')
    await lyra.bank.decide(id, 'paid')
    const [refused, paid] = lyra.shop.received
    expect(paid?.fields.get('vads_trans_uuid')).not.toBe(refused?.fields.get('vads_trans_uuid'))
    expect(paid?.fields.get('vads_sequence_number')).toBe('2')
  })
})

describe('Lyra return to the shop', () => {
  test('by POST is signed, has no vads_hash and keeps the query of the URL', async () => {
    const id = await lyra.createPayment()
    await lyra.bank.decide(id, 'paid')
    const { url, method, fields } = await lyra.bank.leave(id)
    const read = Object.fromEntries(fields.map(({ name, value }) => [name, value]))
    expect({ url, method }).toEqual({ url: `${lyra.shop.url}/return?shop=atelier`, method: 'POST' })
    expect(isSigned(read)).toBe(true)
    expect(read).not.toHaveProperty('vads_hash')
    expect(read).not.toHaveProperty('vads_url_check_src')
  })

  test('by GET appends the fields to the query', async () => {
    const id = await lyra.createPayment({ vads_return_mode: 'GET' })
    await lyra.bank.decide(id, 'refused')
    const response = await fetch(`${lyra.bank.url}/payments/${id}/return`, { redirect: 'manual' })
    const to = new URL(response.headers.get('location') ?? '')
    expect(to.searchParams.get('shop')).toBe('atelier')
    const fields = Object.fromEntries([...to.searchParams].filter(([name]) => name !== 'shop'))
    expect(isSigned(fields)).toBe(true)
    expect(fields.vads_trans_status).toBe('REFUSED')
  })

  test.each([{ vads_return_mode: 'NONE' }, { vads_return_mode: undefined }])(
    'with %o sends no fields',
    async (mode) => {
      const id = await lyra.createPayment({ ...mode, vads_url_cancel: `${lyra.shop.url}/cancelled` })
      await lyra.bank.decide(id, 'cancelled')
      expect(await lyra.bank.leave(id)).toEqual({
        url: `${lyra.shop.url}/cancelled`,
        method: 'GET',
        fields: [],
      })
    },
  )
})
