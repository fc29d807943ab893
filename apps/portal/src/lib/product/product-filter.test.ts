import { expect, test } from 'vitest'
import { isNarrowed, readProductFilter, toProductFilterInput, writeProductFilter } from './product-filter.ts'

const read = (query: string) => readProductFilter(new URLSearchParams(query))

test('the address of a list says everything that is filtered', () => {
  const query = '?status=DRAFT&search=red+mug&collection=c1&low=1&sort=UPDATED&after=a&after=b'
  expect(writeProductFilter(read(query))).toBe(query)
  expect(toProductFilterInput(read(query))).toEqual({
    status: ['DRAFT'],
    search: 'red mug',
    collectionId: 'c1',
    lowStock: true,
  })
})

test('what the address does not name is not filtered', () => {
  expect(writeProductFilter(read(''))).toBe('')
  expect(toProductFilterInput(read(''))).toEqual({})
  expect(toProductFilterInput(read('?status=SOLD&sort=PRICE&search=%00+'))).toEqual({})
  expect(read('?sort=PRICE').sort).toBe('NAME')
})

test('a status alone does not narrow the list', () => {
  expect(isNarrowed(read('?status=DRAFT'))).toBe(false)
  expect(['?search=a', '?low=1', '?collection=c'].map((query) => isNarrowed(read(query)))).toEqual([
    true,
    true,
    true,
  ])
})
