import { describe, expect, test } from 'vitest'
import { containsCardNumber } from '@triclic/card-core/text'
import { NotAuthenticError, type DecryptedGatewayAccount } from '../bank-protocol.ts'
import { lyra, signLyra, transactionId } from './lyra.ts'

const account: DecryptedGatewayAccount = {
  protocol: 'lyra',
  environment: 'PRODUCTION',
  paymentUrl: 'https://bank.test/vads-payment/',
  identity: '12345678',
  credentials: { testKey: 'test-key', productionKey: 'production-key' },
}

const signed = (fields: Record<string, string>, key = 'production-key') => {
  const all: Record<string, string> = {
    vads_site_id: '12345678',
    vads_ctx_mode: 'PRODUCTION',
    vads_hash: 'a'.repeat(64),
    vads_order_id: 'ref',
    vads_trans_uuid: 'b'.repeat(32),
    vads_trans_status: 'AUTHORISED',
    vads_amount: '5124',
    vads_currency: '978',
    vads_operation_type: 'DEBIT',
    ...fields,
  }
  return new URLSearchParams({ ...all, signature: signLyra(all, key) }).toString()
}

const read = (body: string) =>
  lyra.readNotification(account, { query: '', body: Buffer.from(body), address: '127.0.0.1' })

describe('a notification', () => {
  test.each([
    ['AUTHORISED', 'PAID'],
    ['CAPTURED', 'PAID'],
    ['WAITING_AUTHORISATION', 'PENDING'],
    ['AUTHORISED_TO_VALIDATE', 'PENDING'],
    ['ABANDONED', 'CANCELLED'],
    ['REFUSED', 'REFUSED'],
    ['ACCEPTED', 'NONE'],
    ['SOMETHING_NEW', 'NONE'],
  ])('with status %s is %s', (status, outcome) => {
    expect(read(signed({ vads_trans_status: status })).outcome).toBe(outcome)
  })

  test('of a refund is not a payment', () => {
    expect(read(signed({ vads_operation_type: 'CREDIT', vads_trans_status: 'CAPTURED' })).outcome).toBe(
      'NONE',
    )
  })

  test('that the bank sends again (RETRY) is treated like the first', () => {
    expect(read(signed({ vads_url_check_src: 'RETRY' })).outcome).toBe('PAID')
  })

  test.each([
    ['signed with the test key', signed({ vads_ctx_mode: 'TEST' }, 'test-key')],
    ['of test mode signed with the production key', signed({ vads_ctx_mode: 'TEST' })],
    ['of another site', signed({ vads_site_id: '87654321' })],
    ['with a parameter twice', `${signed({})}&vads_amount=1`],
    ['without a signature', signed({}).replace(/&signature=.*/, '')],
    ['truncated', signed({}).slice(0, -30)],
    ['without vads_hash, which only the buyer’s return lacks', signed({}).replace(/vads_hash=[^&]*&/, '')],
  ])('%s is refused', (_what, body) => {
    expect(() => read(body)).toThrow(NotAuthenticError)
  })

  test('stores no card number and no expiry date', () => {
    const card = {
      vads_card_number: '497010XXXXXX0055',
      vads_expiry_month: '6',
      vads_expiry_year: '2027',
      vads_card_brand: 'CB',
    }
    const stored = Object.keys(read(signed(card)).fields).filter((name) => /card|expiry/.test(name))
    expect(stored).toEqual(['vads_card_brand'])
  })

  test('includes empty fields in the signature', () => {
    const body = signed({ vads_auth_number: '' })
    expect(read(body).authorizationNumber).toBeNull()
    expect(() => read(body.replace('vads_auth_number=&', ''))).toThrow(NotAuthenticError)
  })
})

test('an account without the key of its environment throws, even if the signature uses an empty key', () => {
  const keyless = { ...account, credentials: { testKey: 'test-key' } }
  const body = Buffer.from(signed({}, ''))
  expect(() => lyra.readNotification(keyless, { query: '', body, address: '127.0.0.1' })).toThrow(/no key/)
})

test('transaction ids begin with a letter and differ within a day', () => {
  const ids = Array.from({ length: 5000 }, (_, n) => transactionId(n + 1))
  expect(new Set(ids).size).toBe(5000)
  expect(ids.every((id) => /^[a-z][0-9a-z]{5}$/.test(id))).toBe(true)
  expect(transactionId(36 ** 5)).toBe('b00000')
  expect(transactionId(1_000_000_000)).toMatch(/^[a-z][0-9a-z]{5}$/)
})

test('references are random letters, unique, and never look like a card number', () => {
  const references = Array.from({ length: 10_000 }, () => lyra.newReference())
  expect(new Set(references).size).toBe(10_000)
  expect(references.every((reference) => /^[a-p]{30}$/.test(reference))).toBe(true)
  expect(references.filter(containsCardNumber)).toEqual([])
})
