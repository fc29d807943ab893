import { expect, test } from 'vitest'
import type { CardsUnavailableReason } from './card-mail.documents.ts'
import { cardMailWarning } from './card-mail.ts'

const now = new Date('2026-11-24T12:00:00Z')
const cardMail = (expiresAt: string | null, cardStop: CardsUnavailableReason | null = null) => ({
  openPgpKey: { fingerprint: 'A'.repeat(40), userIds: [], expiresAt },
  cardStop,
})

test.each([
  [
    '30 days before it expires',
    '2026-12-24T11:59:59Z',
    { kind: 'KEY_EXPIRES_SOON', at: '2026-12-24T11:59:59Z' },
  ],
  ['more than 30 days before it expires', '2026-12-24T12:00:01Z', null],
  ['that never expires', null, null],
])('returns the right warning for a key %s', (_when, expiresAt, warning) => {
  expect(cardMailWarning(cardMail(expiresAt), now)).toEqual(warning)
})

test('stopped card payments take precedence over a key that expires soon', () => {
  const stopped = cardMail('2026-11-20T12:00:00Z', 'OPENPGP_KEY_UNUSABLE')
  expect(cardMailWarning(stopped, now)).toEqual({ kind: 'OPENPGP_KEY_UNUSABLE' })
})
