import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changeSorted, firstIndex } from './sorted-array.ts'

const ascending = (a: number, b: number) => a - b

test('finds the first item at or after a value', () => {
  const sorted = [10, 20, 20, 30]
  expect([5, 20, 25, 31].map((value) => firstIndex(sorted, (item) => item >= value))).toEqual([0, 1, 3, 4])
})

test('a changed array is what sorting anew would make, and the given one stays as it was', async () => {
  const change = fc
    .uniqueArray(fc.integer(), { maxLength: 200, size: 'max' })
    .chain((all) =>
      fc.tuple(fc.constant(all), fc.array(fc.constantFrom(0, 1, 2), { minLength: 200, maxLength: 200 })),
    )
  await fc.assert(
    fc.asyncProperty(change, async ([all, kinds]) => {
      const before = all.filter((_, index) => kinds[index] !== 2).sort(ascending)
      const removed = all.filter((_, index) => kinds[index] === 1)
      const added = all.filter((_, index) => kinds[index] === 2)
      const copy = [...before]
      const changed = await changeSorted(before, { removed, added }, ascending)
      expect(changed).toEqual(all.filter((_, index) => kinds[index] !== 1).sort(ascending))
      expect(before).toEqual(copy)
    }),
  )
})

test('an item can be replaced by one that compares equal to it', async () => {
  const byKey = (a: { key: number }, b: { key: number }) => a.key - b.key
  const sorted = [1, 2, 3].map((key) => ({ key, version: 1 }))
  const replaced = await changeSorted(
    sorted,
    { removed: [sorted[1]!], added: [{ key: 2, version: 2 }] },
    byKey,
  )
  expect(replaced.map(({ version }) => version)).toEqual([1, 2, 1])
})

test('replacing an item in 50,000 takes as many comparisons as a few binary searches', async () => {
  const sorted = Array.from({ length: 50_000 }, (_, index) => index * 2)
  let comparisons = 0
  await changeSorted(sorted, { removed: [40_000], added: [77] }, (a, b) => {
    comparisons++
    return a - b
  })
  expect(comparisons).toBeGreaterThan(0)
  expect(comparisons).toBeLessThan(50)
})
