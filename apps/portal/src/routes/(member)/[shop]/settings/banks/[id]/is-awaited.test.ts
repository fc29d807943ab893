import { expect, it } from 'vitest'
import type { BankTrial } from '#lib/bank/bank.ts'
import { isAwaited } from './is-awaited.ts'

const openedAt = '2026-11-24T12:00:00Z'
const after = (minutes: number) => Date.parse(openedAt) + minutes * 60_000
const trial = (said: Partial<BankTrial> = {}) =>
  ({ status: 'OPEN', openedAt, notifiedAt: null, refusals: [], ...said }) as unknown as BankTrial

it.each([
  ['just begun', trial(), { now: after(1) }, true],
  ['left ten minutes ago', trial(), { now: after(10) }, false],
  ['left long ago, but come back from just now', trial(), { now: after(60), isReturned: true }, true],
  ['of settings changed since', trial(), { now: after(1), isReturned: true, isOutdated: true }, false],
  ['that the bank has answered', trial({ notifiedAt: openedAt }), { now: after(1) }, false],
  [
    'whose answer was not believed',
    trial({ refusals: [{ receivedAt: openedAt, advice: '' }] }),
    { now: after(1) },
    false,
  ],
])('the bank’s word on a trial %s is awaited or not', (_name, said, at, expected) => {
  expect(isAwaited(said, { isReturned: false, isOutdated: false, ...at })).toBe(expected)
})
