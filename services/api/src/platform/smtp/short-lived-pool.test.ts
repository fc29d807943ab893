import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { shortLivedPool } from './short-lived-pool.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Pools with a number, which note when they are closed. */
function numberedPools() {
  const closed: number[] = []
  let created = 0
  const pools = shortLivedPool(() => {
    const number = ++created
    return { number, close: () => void closed.push(number) }
  })
  return { pools, closed }
}

const numberOf = async ({ number }: { number: number }) => number

test('a pool is closed half a second after its last use, and then replaced', async () => {
  const { pools, closed } = numberedPools()
  expect(await pools.use(numberOf)).toBe(1)
  vi.advanceTimersByTime(499)
  expect(await pools.use(numberOf)).toBe(1)
  vi.advanceTimersByTime(499)
  expect(closed).toEqual([])
  vi.advanceTimersByTime(1)
  expect(closed).toEqual([1])
  expect(await pools.use(numberOf)).toBe(2)
})

test('a pool that is never idle is replaced after two seconds, and closed when its last work has ended', async () => {
  const { pools, closed } = numberedPools()
  let end: () => void = () => undefined
  const running = pools.use(() => new Promise<void>((resolve) => (end = resolve)))
  for (let ms = 0; ms < 1_900; ms += 100) {
    vi.advanceTimersByTime(100)
    expect(await pools.use(numberOf)).toBe(1)
  }
  vi.advanceTimersByTime(100)
  expect(await pools.use(numberOf)).toBe(2)
  expect(closed).toEqual([])
  end()
  await running
  expect(closed).toEqual([1])
})

test('a pool whose work failed is closed like any other', async () => {
  const { pools, closed } = numberedPools()
  await expect(pools.use(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused')
  vi.advanceTimersByTime(500)
  expect(closed).toEqual([1])
})

test('closing closes what is idle at once, and what is in use afterwards', async () => {
  const { pools, closed } = numberedPools()
  await pools.use(numberOf)
  pools.close()
  expect(closed).toEqual([1])
  let end: () => void = () => undefined
  const running = pools.use(() => new Promise<void>((resolve) => (end = resolve)))
  pools.close()
  expect(closed).toEqual([1])
  end()
  await running
  expect(closed).toEqual([1, 2])
})
