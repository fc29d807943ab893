import { expect, test } from 'vitest'
import { RateLimit } from './rate-limit.ts'

test('counts each asker apart, and anew in the next window', () => {
  const limit = new RateLimit({ most: 2, windowSeconds: 10 })
  expect([0, 1, 2].map((at) => limit.count('a', at))).toEqual([0, 0, 10])
  expect(limit.count('b', 3)).toBe(0)
  expect(limit.count('a', 9_500)).toBe(1)
  expect(limit.count('a', 10_000)).toBe(0)
})
