import { expect, test } from 'vitest'
import { warnOf, type CardMail } from './card-mail.ts'

const now = new Date('2026-11-24T12:00:00Z')
const cardMail = (expiresAt: string | null, cardStop: CardMail['cardStop'] = null): CardMail => ({
  fragmentTo: 'caisse@merchants.test',
  openPgpKey: { fingerprint: 'A'.repeat(40), userIds: [], expiresAt },
  openPgpRequired: false,
  cardStop,
})

test.each([
  [
    'from 30 days before its end',
    '2026-12-24T11:59:59Z',
    { kind: 'KEY_ENDS_SOON', at: '2026-12-24T11:59:59Z' },
  ],
  ['not before', '2026-12-24T12:00:01Z', null],
  ['never without an end', null, null],
])('a key warns %s', (_when, expiresAt, warning) => {
  expect(warnOf(cardMail(expiresAt), now)).toEqual(warning)
})

test('stopped cards come before an end that is near', () => {
  const stopped = cardMail('2026-11-20T12:00:00Z', 'OPENPGP_KEY_UNUSABLE')
  expect(warnOf(stopped, now)).toEqual({ kind: 'OPENPGP_KEY_UNUSABLE' })
})
