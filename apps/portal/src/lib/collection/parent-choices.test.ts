import { expect, test } from 'vitest'
import { parentChoices } from './parent-choices.ts'

const collections = [
  { id: 'boots', name: 'Boots', parentId: 'shoes' },
  { id: 'women', name: 'Women', parentId: null },
  { id: 'home', name: 'Home', parentId: null },
  { id: 'shoes', name: 'Shoes', parentId: 'women' },
]
const labels = (ownId: string | null) => parentChoices(collections, ownId).map(({ label }) => label)

test('a new collection may be put into every other one', () => {
  expect(labels(null)).toEqual(['Women', 'Women › Shoes', 'Women › Shoes › Boots', 'Home'])
})

test('a collection is not put into itself, or into what is in it', () => {
  expect(labels('shoes')).toEqual(['Women', 'Home'])
})

test('the fifth level is the lowest', () => {
  const chain = ['1', '2', '3', '4', '5'].map((id, index, ids) => ({
    ...{ id, name: id, parentId: ids[index - 1] ?? null },
  }))
  expect(parentChoices(chain, null).map(({ id }) => id)).toEqual(['1', '2', '3', '4'])
})
