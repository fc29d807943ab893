import fc from 'fast-check'
import { expect, test } from 'vitest'
import { COMPARISONS_PER_SLICE, forEachInSlices, sortInSlices } from './slices.ts'

/** The number of calls of `count` in each turn of the event loop while `work` runs. */
async function callsPerTurn(work: (count: () => void) => Promise<unknown>): Promise<number[]> {
  const turns = [0]
  let isRunning = true
  const nextTurn = () => {
    turns.push(0)
    if (isRunning) setImmediate(nextTurn)
  }
  setImmediate(nextTurn)
  await work(() => {
    turns[turns.length - 1] = (turns.at(-1) ?? 0) + 1
  })
  isRunning = false
  return turns.filter((calls) => calls > 0)
}

test('no turn of the event loop handles more items than a slice has', async () => {
  const seen: number[] = []
  const items = Array.from({ length: 1_001 }, (_, index) => index)
  const turns = await callsPerTurn((count) =>
    forEachInSlices(items, 100, (item) => {
      seen.push(item)
      count()
    }),
  )
  expect(seen).toEqual(items)
  expect(turns).toEqual([...Array<number>(10).fill(100), 1])
})

test('sorting 50,000 items compares in many turns of the event loop, each within its limit', async () => {
  const items = Array.from({ length: 50_000 }, (_, index) => (index * 7_919) % 50_021)
  let sorted: number[] = []
  const turns = await callsPerTurn(async (count) => {
    sorted = await sortInSlices(items, (a, b) => {
      count()
      return a - b
    })
  })
  expect(sorted).toEqual(items.toSorted((a, b) => a - b))
  expect(turns.length).toBeGreaterThan(200)
  expect(Math.max(...turns)).toBeLessThanOrEqual(2 * COMPARISONS_PER_SLICE)
})

test('sorts like the engine, and keeps equal items in their order', async () => {
  const item = fc.record({ key: fc.integer({ min: 0, max: 50 }), id: fc.nat() })
  const byKey = (a: { key: number }, b: { key: number }) => a.key - b.key
  await fc.assert(
    fc.asyncProperty(fc.array(item, { maxLength: 2_000, size: 'max' }), async (items) => {
      expect(await sortInSlices(items, byKey)).toEqual(items.toSorted(byKey))
    }),
    { numRuns: 30 },
  )
})
