import { describe, expect, test } from 'vitest'
import { findChanges, takeSaved, takeStored } from './merge-draft.ts'
import { copyTexts, newDraft, type ProductDraft, type VariantTexts } from './product-draft.ts'
import { toGrid } from './option-grid.ts'

const cells: VariantTexts = { ...newDraft().grid.rows[0]!.cells, price: '10,00', onHand: '5' }
const base: ProductDraft = {
  ...newDraft(),
  name: 'Mug',
  slug: 'mug',
  grid: toGrid(
    ['Colour'],
    [
      { id: 'red', name: 'Red', optionValues: ['Red'], cells },
      { id: 'blue', name: 'Blue', optionValues: ['Blue'], cells },
    ],
  ),
}
const withCells = (draft: ProductDraft, id: string, change: Partial<VariantTexts>): ProductDraft => ({
  ...draft,
  grid: {
    ...draft.grid,
    rows: draft.grid.rows.map((row) =>
      row.id === id ? { ...row, cells: { ...row.cells, ...change } } : row,
    ),
  },
})

describe('what somebody else changed', () => {
  test('is found by field and variant, and is a conflict where it was changed here too', () => {
    const mine = withCells({ ...base, name: 'My mug' }, 'red', { price: '11,00' })
    const stored = withCells(withCells({ ...base, name: 'Their mug' }, 'red', { price: '12,00' }), 'blue', {
      sku: 'B',
    })
    expect(findChanges(base, mine, stored)).toEqual([
      { key: 'name', field: 'name', variant: '', mine: 'My mug', stored: 'Their mug', isConflict: true },
      { key: 'red.price', field: 'price', variant: 'Red', mine: '11,00', stored: '12,00', isConflict: true },
      { key: 'blue.sku', field: 'sku', variant: 'Blue', mine: '', stored: 'B', isConflict: false },
    ])
  })

  test('is nothing where both changed it to the same, or only this form did', () => {
    expect(findChanges(base, { ...base, name: 'Cup', slug: 'cup' }, { ...base, name: 'Cup' })).toEqual([])
  })

  test('includes variants that came or went', () => {
    const stored = {
      ...base,
      grid: toGrid(['Colour'], [{ id: 'red', name: 'Red', optionValues: ['Red'], cells }]),
    }
    expect(findChanges(base, base, stored)).toMatchObject([
      { field: 'options', mine: 'Red, Blue', stored: 'Red', isConflict: false },
    ])
  })
})

describe('pictures', () => {
  const picture = (id: string, altText = '') => ({ id, altText, url: '', width: 1, height: 1 })
  const mine = { ...base, pictures: [picture('a', 'My mug')] }
  const stored = { ...base, pictures: [picture('b'), picture('a')] }

  test('that somebody else added, moved or described are one change', () => {
    expect(findChanges(base, mine, stored)).toEqual([
      {
        key: 'pictures',
        field: 'pictures',
        variant: '',
        mine: '[["a","My mug"]]',
        stored: '[["b",""],["a",""]]',
        isConflict: true,
      },
    ])
  })

  test('are taken over or kept all together', () => {
    expect(takeStored(mine, stored, new Set(['pictures'])).pictures).toEqual(stored.pictures)
    expect(takeStored(mine, stored, new Set()).pictures).toEqual(mine.pictures)
  })
})

describe('what is taken over', () => {
  const stored = withCells({ ...base, name: 'Their mug' }, 'red', { price: '12,00', onHand: '4', sku: 'R' })
  const mine = withCells({ ...base, name: 'My mug' }, 'red', { price: '11,00' })

  test('is only what was chosen, and the stock', () => {
    const merged = takeStored(mine, stored, new Set(['red.sku']))
    expect(merged.name).toBe('My mug')
    expect(merged.grid.rows[0]!.cells).toMatchObject({ price: '11,00', sku: 'R', onHand: '4' })
    expect(takeStored(mine, stored, new Set(['name', 'red.price']))).toMatchObject({
      name: 'Their mug',
      grid: { rows: [{ cells: { price: '12,00', sku: '' } }, { id: 'blue' }] },
    })
  })

  test('is the stored variants with what was typed for them', () => {
    const there = {
      ...stored,
      grid: toGrid(
        ['Colour'],
        [
          { id: 'red', name: 'Crimson', optionValues: ['Crimson'], cells },
          { id: 'green', name: 'Green', optionValues: ['Green'], cells: copyTexts(cells) },
        ],
      ),
    }
    const { grid } = takeStored(mine, there, new Set(['options']))
    expect(grid.rows.map(({ id, cells: { price } }) => [id, price])).toEqual([
      ['red', '11,00'],
      ['green', '10,00'],
    ])
    expect(grid.options[0]!.values.map(({ text }) => text)).toEqual(['Crimson', 'Green'])
  })
})

describe('what is typed while the form is saved', () => {
  const added = { key: 'new', id: null, valueKeys: [''], cells: { ...cells, price: '8,00' } }
  const sent = {
    ...base,
    grid: {
      options: base.grid.options,
      rows: base.grid.rows.with(1, { ...added, valueKeys: base.grid.rows[1]!.valueKeys }),
    },
  }
  const saved = withCells({ ...base, slug: 'mug-2' }, 'blue', { price: '8,00', sku: 'MADE' })

  test('is kept, and everything else is as it was stored', () => {
    const mine = {
      ...sent,
      name: 'Typed',
      grid: {
        ...sent.grid,
        rows: sent.grid.rows.map((row) => ({ ...row, cells: { ...row.cells, weight: '5' } })),
      },
    }
    const taken = takeSaved(mine, sent, saved)
    expect(taken).toMatchObject({ name: 'Typed', slug: 'mug-2' })
    expect(taken.grid.rows.map(({ key, id, cells }) => [key, id, cells.sku, cells.weight])).toEqual([
      ['red', 'red', '', '5'],
      ['new', 'blue', 'MADE', '5'],
    ])
  })

  test('includes rows that were added or removed', () => {
    const third = { key: 'third', id: null, valueKeys: ['x'], cells }
    const mine = { ...sent, grid: { ...sent.grid, rows: [sent.grid.rows[1]!, third] } }
    expect(takeSaved(mine, sent, saved).grid.rows.map(({ key, id }) => [key, id])).toEqual([
      ['new', 'blue'],
      ['third', null],
    ])
  })
})
