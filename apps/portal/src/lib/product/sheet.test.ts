import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTable } from './read-table.ts'
import { amountColumn, choiceColumn, countColumn } from './sheet-columns.ts'
import { applyEdits, emptyHistory, isValid, paste, redo, remember, reverse, undo } from './sheet.ts'

// Price, recommended price, stock, status.
const columns = [
  amountColumn('EUR', 'fr', true),
  amountColumn('EUR', 'fr', false),
  countColumn('fr', true),
  choiceColumn({ DRAFT: ['Brouillon'], PUBLISHED: ['Publié'] }),
]
const texts = [
  ['10,00', '', '5', 'DRAFT'],
  ['20,00', '25,00', '6', 'PUBLISHED'],
  ['30,00', '', '7', 'DRAFT'],
]
const pasteAt = (row: number, column: number, text: string) =>
  paste(texts, columns, { row, column }, readTable(text))

describe('pasting from a spreadsheet', () => {
  test('reads amounts, counts and words as people write them', () => {
    const { edits, invalid } = pasteAt(0, 0, '1 234,50 €\t1,500.00\t1 200\tpublié\n12,5\t\t0\tbrouillon')
    expect(invalid).toEqual([])
    expect(applyEdits(texts, edits)).toEqual([
      ['1234,50', '1500,00', '1200', 'PUBLISHED'],
      ['12,50', '', '0', 'DRAFT'],
      texts[2],
    ])
  })

  test('shows a text that the column cannot take, and says where', () => {
    const { edits, invalid } = pasteAt(1, 0, 'cheap\t-3\t2,5\tgone')
    expect(invalid).toEqual([0, 1, 2, 3].map((column) => ({ row: 1, column })))
    expect(applyEdits(texts, edits)[1]).toEqual(['cheap', '-3', '2,5', 'gone'])
  })

  test('counts what is outside the sheet', () => {
    const { edits, rowsOutside, columnsOutside } = pasteAt(2, 2, '1\tDRAFT\tx\n2\n3')
    expect(edits).toEqual([{ row: 2, column: 2, before: '7', after: '1' }])
    expect({ rowsOutside, columnsOutside }).toEqual({ rowsOutside: 2, columnsOutside: 1 })
  })

  test('an empty cell clears what may be empty and leaves the rest', () => {
    expect(pasteAt(1, 0, '\t\t').edits).toEqual([{ row: 1, column: 1, before: '25,00', after: '' }])
  })

  test('what is there already is no change', () => {
    expect(pasteAt(1, 0, '20\t25,00\t6\tPublié').edits).toEqual([])
  })
})

test('what may be empty and what may not', () => {
  expect(columns.map((column) => isValid(column, ' '))).toEqual([false, true, false, false])
})

describe('undo and redo', () => {
  test('a new change forgets what was taken back', () => {
    const step = pasteAt(0, 0, '11').edits
    const undone = undo(remember(emptyHistory, step))!
    expect(undone.edits).toEqual(reverse(step))
    expect(redo(remember(undone.history, step))).toBeNull()
    expect(undo(emptyHistory)).toBeNull()
  })

  test('taking everything back and repeating it leads through the same sheets', () => {
    const cell = fc.record({
      row: fc.nat(3),
      column: fc.nat(4),
      text: fc.constantFrom('1', '2,50', 'x', '', '3\t4\n5'),
    })
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 8 }), (changes) => {
        let history = emptyHistory
        const sheets: (typeof texts | ReturnType<typeof applyEdits>)[] = [texts]
        for (const { row, column, text } of changes) {
          const sheet = sheets.at(-1)!
          const { edits } = paste(sheet, columns, { row, column }, readTable(text))
          history = remember(history, edits)
          sheets.push(applyEdits(sheet, edits))
        }
        let sheet = sheets.at(-1)!
        for (const earlier of sheets.slice(0, -1).reverse()) {
          const step = undo(history)!
          history = step.history
          sheet = applyEdits(sheet, step.edits)
          expect(sheet).toEqual(earlier)
        }
        for (const later of sheets.slice(1)) {
          const step = redo(history)!
          history = step.history
          sheet = applyEdits(sheet, step.edits)
          expect(sheet).toEqual(later)
        }
      }),
    )
  })
})
