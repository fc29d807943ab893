import { expect, test } from 'vitest'
import { readDate } from './read-date.ts'

test.each([
  ['2026-12-24T08:00:00Z', '2026-12-24T08:00:00.000Z'],
  ['2026-12-24T08:00:00.125Z', '2026-12-24T08:00:00.125Z'],
  ['2026-12-24T08:00+05:30', '2026-12-24T02:30:00.000Z'],
  ['2026-12-24 09:00', '2026-12-24T08:00:00.000Z'],
  ['2026-07-01 09:00', '2026-07-01T07:00:00.000Z'],
  ['2026-12-24', '2026-12-23T23:00:00.000Z'],
  // The night in which clocks are put forward, and its evening.
  ['2026-03-29 01:30', '2026-03-29T00:30:00.000Z'],
  ['2026-03-29 03:30', '2026-03-29T01:30:00.000Z'],
])('reads %s as %s in Paris', (text, expected) =>
  expect(readDate(text, 'Europe/Paris')?.toISOString()).toBe(expected),
)

test.each([
  '',
  'demain',
  '24/12/2026',
  '2026-13-01',
  '2026-02-30',
  '2026-02-30 10:00',
  '2026-12-24 25:00',
  '0',
])('reads no time in %j', (text) => expect(readDate(text, 'Europe/Paris')).toBeNull())
