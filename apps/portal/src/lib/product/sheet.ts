/** A place in a sheet, counted from 0. */
export interface CellPlace {
  row: number
  column: number
}

/** The change of one cell, as texts. */
export interface CellEdit extends CellPlace {
  before: string
  after: string
}

/** Texts by row and column. */
export type SheetTexts = readonly (readonly string[])[]

export interface SheetColumn {
  /** Whether a cell must have a value. */
  isRequired: boolean
  /** The text as the sheet shows it, such as `1234,50` for `1 234,50 €`; null if the column cannot take it. */
  normalise: (text: string) => string | null
}

export interface Paste {
  edits: CellEdit[]
  /** Places where the column cannot take the pasted text. They show it all the same, to be corrected. */
  invalid: CellPlace[]
  /** The number of pasted rows and columns that found no place. */
  rowsOutside: number
  columnsOutside: number
}

/** Whether the column takes the text: a value that it understands, or nothing where it may be empty. */
export const isValid = ({ isRequired, normalise }: SheetColumn, text: string): boolean =>
  text.trim() ? normalise(text) !== null : !isRequired

/** What pasting a table from a cell on changes. An empty cell leaves a value that must not be empty as it is. */
export function paste(
  texts: SheetTexts,
  columns: readonly SheetColumn[],
  at: CellPlace,
  table: SheetTexts,
): Paste {
  const edits: CellEdit[] = []
  const invalid: CellPlace[] = []
  for (const [down, cells] of table.entries()) {
    for (const [right, text] of cells.entries()) {
      const place = { row: at.row + down, column: at.column + right }
      const before = texts[place.row]?.[place.column]
      const column = columns[place.column]
      if (before === undefined || !column || (!text && column.isRequired)) continue
      const after = column.normalise(text) ?? text
      if (!isValid(column, after)) invalid.push(place)
      if (after !== before) edits.push({ ...place, before, after })
    }
  }
  const width = Math.max(...table.map((cells) => cells.length))
  return {
    edits,
    invalid,
    rowsOutside: Math.max(0, at.row + table.length - texts.length),
    columnsOutside: Math.max(0, at.column + width - columns.length),
  }
}

/** The texts after these changes. */
export function applyEdits(texts: SheetTexts, edits: readonly CellEdit[]): SheetTexts {
  const rows = new Map<number, string[]>()
  for (const { row, column, after } of edits) {
    const cells = rows.get(row) ?? [...(texts[row] ?? [])]
    cells[column] = after
    rows.set(row, cells)
  }
  return texts.map((cells, row) => rows.get(row) ?? cells)
}

/** The stored texts, except for cells whose text is another one than `before`: these keep what was typed. */
export const withStored = (texts: SheetTexts, before: SheetTexts, stored: SheetTexts): SheetTexts =>
  texts.map((cells, row) =>
    cells.map((text, column) => (text === before[row]?.[column] ? (stored[row]?.[column] ?? '') : text)),
  )

/** The changes that take these back. */
export const reverse = (edits: readonly CellEdit[]): CellEdit[] =>
  edits.map((edit) => ({ ...edit, before: edit.after, after: edit.before }))

/** The steps that can be taken back, and those that were; the last one is the next. */
export interface SheetHistory {
  done: readonly (readonly CellEdit[])[]
  undone: readonly (readonly CellEdit[])[]
}

export const emptyHistory: SheetHistory = { done: [], undone: [] }

export const remember = ({ done }: SheetHistory, edits: readonly CellEdit[]): SheetHistory => ({
  done: [...done, edits],
  undone: [],
})

/** Takes the last step back. Null when there is none. */
export function undo({ done, undone }: SheetHistory): { history: SheetHistory; edits: CellEdit[] } | null {
  const step = done.at(-1)
  if (!step) return null
  return { history: { done: done.slice(0, -1), undone: [...undone, step] }, edits: reverse(step) }
}

/** Repeats the step that was taken back last. Null when there is none. */
export function redo({ done, undone }: SheetHistory): { history: SheetHistory; edits: CellEdit[] } | null {
  const step = undone.at(-1)
  if (!step) return null
  return { history: { done: [...done, step], undone: undone.slice(0, -1) }, edits: [...step] }
}
