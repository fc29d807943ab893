import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { during, percentile, timeOf } from './times.ts'

test.each([
  [0.5, 3],
  [0.95, 5],
  [0, 1],
  [1, 5],
])('percentile %d is %d', (share, expected) => {
  expect(percentile([5, 1, 4, 2, 3], share)).toBe(expected)
})

test('a time comes with the result of the work', async () => {
  const [ms, result] = await timeOf(() => pause(5, 'result'))
  expect(result).toBe('result')
  expect(ms).toBeGreaterThan(0)
})

const untilOver = async (isOver: () => boolean): Promise<void> => {
  while (!isOver()) await pause(1)
}

test('the background runs until the work has ended', async () => {
  const events: string[] = []
  const result = await during(
    async (isOver) => {
      await untilOver(isOver)
      events.push('background ended')
    },
    async () => {
      await pause(5)
      events.push('work ended')
      return 'result'
    },
  )
  expect(events).toEqual(['work ended', 'background ended'])
  expect(result).toBe('result')
})

test('an error of the background is thrown when the work has ended', async () => {
  let isDone = false
  const both = during(
    () => Promise.reject(new Error('in the background')),
    async () => {
      await pause(5)
      isDone = true
    },
  )
  await expect(both).rejects.toThrow('in the background')
  expect(isDone).toBe(true)
})

test('an error of the work ends the background, and is thrown', async () => {
  let hasEnded = false
  const both = during(
    async (isOver) => {
      await untilOver(isOver)
      hasEnded = true
    },
    () => Promise.reject(new Error('in the work')),
  )
  await expect(both).rejects.toThrow('in the work')
  expect(hasEnded).toBe(true)
})
