import { expect, it } from 'vitest'
import { rangeBetween, readShipResults } from './selection.ts'

it.each([
  ['B', 'D', ['B', 'C', 'D']],
  ['D', 'B', ['B', 'C', 'D']],
  ['C', 'C', ['C']],
  ['X', 'B', ['B']],
])('rangeBetween %s and %s', (from, to, range) => {
  expect(rangeBetween(['A', 'B', 'C', 'D'], from, to)).toEqual(range)
})

it('readShipResults finds none in what another action returned', () => {
  const results = [{ code: 'A', refusal: null }]
  expect(readShipResults({ results })).toEqual(results)
  expect(readShipResults(null)).toEqual([])
  expect(readShipResults({ errors: [] })).toEqual([])
})
