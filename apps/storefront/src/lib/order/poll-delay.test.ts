import { expect, it } from 'vitest'
import { pollDelay } from './poll-delay.ts'

it('polls less and less often and stops within two minutes', () => {
  expect(pollDelay(0)).toBe(1000)
  const delays: number[] = []
  for (let delay = pollDelay(0); delay !== null; delay = pollDelay(delays.length)) delays.push(delay)
  expect(delays).toEqual([...delays].sort((a, b) => a - b))
  expect(delays.reduce((sum, delay) => sum + delay, 0)).toBeLessThanOrEqual(120_000)
  expect(pollDelay(1000)).toBeNull()
})
