import { expect, it } from 'vitest'
import { formatDateTime } from './format-date-time.ts'

it.each([
  ['en', 'Europe/London', '24 November 2026', '23:30'],
  ['fr', 'Europe/Paris', '25 novembre 2026', '00:30'],
])('formats date and time in language %s and time zone %s', (language, timeZone, date, time) => {
  const formatted = formatDateTime('2026-11-24T23:30:00Z', language, timeZone)
  expect(formatted).toContain(date)
  expect(formatted).toContain(time)
})
