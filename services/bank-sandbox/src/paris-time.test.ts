import { expect, test } from 'vitest'
import { parisParts } from './paris-time.ts'

test('returns date, time and offset in Paris in winter and summer', () => {
  expect(parisParts(new Date('2026-01-31T23:30:05Z'))).toEqual({
    day: '01/02/2026',
    isoDay: '2026-02-01',
    time: '00:30:05',
    offset: '+01:00',
  })
  expect(parisParts(new Date('2026-07-01T22:00:00Z')).offset).toBe('+02:00')
})
