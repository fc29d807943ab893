import { expect, it } from 'vitest'
import { waitBeforeLook } from './wait-before-look.ts'

it('looks often at first, seldom later, and then no more', () => {
  expect(waitBeforeLook(0)).toBe(1000)
  const waits: number[] = []
  for (let wait = waitBeforeLook(0); wait !== null; wait = waitBeforeLook(waits.length)) waits.push(wait)
  expect(waits).toEqual([...waits].sort((a, b) => a - b))
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(120_000)
  expect(waitBeforeLook(1000)).toBeNull()
})
