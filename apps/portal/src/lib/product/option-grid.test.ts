import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addOption,
  addValue,
  isFault,
  MAX_VARIANTS,
  removeOption,
  removeRow,
  removeValue,
  renameOption,
  renameValue,
  toGrid,
  valuesOf,
  type GridChange,
  type OptionGrid,
} from './option-grid.ts'

interface Cells {
  price: string
  sku: string
}

const copyCells = ({ price }: Cells): Cells => ({ price, sku: '' })

const plain = toGrid<Cells>(
  [],
  [{ id: 'v1', name: 'Standard', optionValues: [], cells: { price: '12', sku: 'MUG' } }],
)

function must<C>(change: GridChange<C>): OptionGrid<C> {
  if (isFault(change)) throw new Error(change)
  return change
}

const shown = (grid: OptionGrid<Cells>) =>
  grid.rows.map((row) => [row.id, valuesOf(grid, row).join('/'), row.cells.price, row.cells.sku].join(' '))

const keyOf = (grid: OptionGrid<Cells>, option: number, value = 0) => {
  const { key, values } = grid.options[option]!
  return [key, values[value]!.key] as const
}

/** Variants that have names, but no options. */
const named = toGrid<Cells>(
  [],
  ['250 g', '1 kg'].map((name) => ({ id: name, name, optionValues: [], cells: { price: '5', sku: name } })),
)

const shirts = must(
  addOption(
    must(addOption(plain, { name: 'Size', values: ['S', 'M'] }, copyCells)),
    { name: 'Colour', values: ['Red', 'Blue'] },
    copyCells,
  ),
)

describe('options make the rows', () => {
  test('the first value of each option keeps the variant that was there', () => {
    expect(shown(shirts)).toEqual(['v1 S/Red 12 MUG', ' S/Blue 12 ', ' M/Red 12 ', ' M/Blue 12 '])
  })

  test('a new value takes the price of the row before it and stands in order', () => {
    const dear = {
      ...shirts,
      rows: shirts.rows.map((row, n) => ({ ...row, cells: { ...row.cells, price: `${n}` } })),
    }
    const [size] = keyOf(shirts, 0)
    const [colour] = keyOf(shirts, 1)
    expect(shown(must(addValue(dear, size, 'L', copyCells))).slice(4)).toEqual([' L/Red 2 ', ' L/Blue 3 '])
    expect(shown(must(addValue(dear, colour, 'Green', copyCells)))).toEqual([
      'v1 S/Red 0 MUG',
      ' S/Blue 1 ',
      ' S/Green 1 ',
      ' M/Red 2 ',
      ' M/Blue 3 ',
      ' M/Green 3 ',
    ])
  })

  test('renaming keeps ids, prices and SKUs', () => {
    const [colour, red] = keyOf(shirts, 1)
    const renamed = must(renameValue(must(renameOption(shirts, colour, 'Color')), colour, red, ' Scarlet '))
    expect(renamed.options[1]!.name).toBe('Color')
    expect(shown(renamed)[0]).toBe('v1 S/Scarlet 12 MUG')
    expect(renamed.rows).toEqual(shirts.rows)
  })

  test('removing a value, a row or an option keeps the rest', () => {
    const [size, s] = keyOf(shirts, 0)
    const [colour, red] = keyOf(shirts, 1)
    expect(shown(removeValue(shirts, size, s))).toEqual([' M/Red 12 ', ' M/Blue 12 '])
    expect(shown(removeValue(shirts, colour, red))).toEqual([' S/Blue 12 ', ' M/Blue 12 '])
    expect(shown(removeOption(shirts, size))).toEqual(['v1 Red 12 MUG', ' Blue 12 '])
    expect(shown(removeRow(shirts, shirts.rows[1]!.key))).toEqual([
      'v1 S/Red 12 MUG',
      ' M/Red 12 ',
      ' M/Blue 12 ',
    ])
    expect(removeRow(plain, 'v1')).toBe(plain)
  })

  test('a value without rows goes with its last row, and an option with its last value', () => {
    const sizes = must(addOption(plain, { name: 'Size', values: ['S', 'M'] }, copyCells))
    const withoutM = removeRow(sizes, sizes.rows[1]!.key)
    expect(withoutM.options[0]!.values.map(({ text }) => text)).toEqual(['S'])
    expect(removeValue(withoutM, ...keyOf(withoutM, 0)).options).toEqual([])
  })

  test('a combination that is not sold does not come back with a new value', () => {
    const withoutBlueS = removeRow(shirts, shirts.rows[1]!.key)
    const [size] = keyOf(withoutBlueS, 0)
    expect(shown(must(addValue(withoutBlueS, size, 'L', copyCells))).length).toBe(5)
  })
})

describe('variants that have names but no options', () => {
  test('are the values of an option without a name, which may get one', () => {
    expect(named.options.map(({ name, values }) => [name, values.map(({ text }) => text)])).toEqual([
      ['', ['250 g', '1 kg']],
    ])
    const bags = must(renameOption(named, named.options[0]!.key, 'Weight'))
    expect(bags.options[0]!.name).toBe('Weight')
    expect(shown(must(addValue(named, named.options[0]!.key, '5 kg', copyCells)))).toEqual([
      '250 g 250 g 5 250 g',
      '1 kg 1 kg 5 1 kg',
      ' 5 kg 5 ',
    ])
  })
})

describe('what is refused', () => {
  const [size, s] = keyOf(shirts, 0)

  test.each([
    [
      'a second option of the same name',
      () => addOption(shirts, { name: ' size ', values: ['1'] }, copyCells),
      'DUPLICATE',
    ],
    ['an option of the same name', () => renameOption(shirts, size, 'COLOUR'), 'DUPLICATE'],
    ['a second value of the same text', () => addValue(shirts, size, 'm', copyCells), 'DUPLICATE'],
    [
      'the same value twice',
      () => addOption(plain, { name: 'A', values: ['x', 'X'] }, copyCells),
      'DUPLICATE',
    ],
    ['a value renamed to another', () => renameValue(shirts, size, s, 'M'), 'DUPLICATE'],
    ['an empty name beside another option', () => renameOption(shirts, size, ' '), 'EMPTY'],
    [
      'a second option beside one without a name',
      () => addOption(named, { name: 'A', values: ['x'] }, copyCells),
      'EMPTY',
    ],
    ['an empty value', () => renameValue(shirts, size, s, ''), 'EMPTY'],
    ['an option without value', () => addOption(plain, { name: 'A', values: [] }, copyCells), 'EMPTY'],
  ] as const)('%s', (_, change, fault) => {
    expect(change()).toBe(fault)
  })

  test('a fourth option', () => {
    const three = must(addOption(shirts, { name: 'Fit', values: ['Slim'] }, copyCells))
    expect(addOption(three, { name: 'Length', values: ['Long'] }, copyCells)).toBe('TOO_MANY_OPTIONS')
  })

  test('more variants than a product may have', () => {
    const values = Array.from({ length: MAX_VARIANTS }, (_, n) => `${n}`)
    const full = must(addOption(plain, { name: 'N', values }, copyCells))
    expect(full.rows).toHaveLength(MAX_VARIANTS)
    expect(addValue(full, full.options[0]!.key, 'one more', copyCells)).toBe('TOO_MANY_VARIANTS')
  })
})

test('after any edits, every row has one value of each option and no two rows are the same', () => {
  const edit = fc.record({
    kind: fc.constantFrom('addOption', 'addValue', 'removeValue', 'removeOption', 'removeRow', 'rename'),
    at: fc.nat(5),
    text: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  })
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 25 }), (edits) => {
      let grid = plain
      for (const { kind, at, text } of edits) {
        const option = grid.options[at % (grid.options.length || 1)]
        const value = option?.values[at % (option.values.length || 1)]
        const change: GridChange<Cells> =
          kind === 'addOption'
            ? addOption(grid, { name: text, values: [text, `${text}2`] }, copyCells)
            : kind === 'removeRow'
              ? removeRow(grid, grid.rows[at % grid.rows.length]!.key)
              : !option || !value
                ? grid
                : kind === 'addValue'
                  ? addValue(grid, option.key, text, copyCells)
                  : kind === 'removeValue'
                    ? removeValue(grid, option.key, value.key)
                    : kind === 'removeOption'
                      ? removeOption(grid, option.key)
                      : renameValue(grid, option.key, value.key, text)
        if (!isFault(change)) grid = change
      }
      const combinations = grid.rows.map((row) => JSON.stringify(valuesOf(grid, row)))
      expect(new Set(combinations).size).toBe(grid.rows.length)
      expect(grid.rows.length).toBeGreaterThan(0)
      for (const row of grid.rows) {
        expect(row.valueKeys).toHaveLength(grid.options.length)
        expect(valuesOf(grid, row)).not.toContain('')
        expect(row.cells.price).toBe('12')
      }
    }),
  )
})
