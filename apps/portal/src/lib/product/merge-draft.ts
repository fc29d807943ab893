import type { DraftText, ProductDraft, VariantTexts } from './product-draft.ts'
import { keepKeys, valuesOf, type GridRow, type OptionGrid } from './option-grid.ts'

const TEXTS: readonly DraftText[] = [
  'name',
  'descriptionHtml',
  'slug',
  'seoTitle',
  'seoDescription',
  'brand',
  'withdrawalExemption',
  'status',
  'publishAt',
]
const CELLS = [
  'sku',
  'price',
  'recommendedPrice',
  'taxCategory',
  'weight',
  'gtin',
  'lowStockThreshold',
] as const

export type DraftField = DraftText | (typeof CELLS)[number] | 'options' | 'pictures' | 'collections'

/** A field that somebody else changed while this form was open. */
export interface MeanwhileChange {
  key: string
  field: DraftField
  /** The variant, if it is a field of one that has option values: `S / Red`. */
  variant: string
  /** Of pictures: a JSON list of `[id, altText]`. */
  mine: string
  stored: string
  /** Whether it was changed here too. */
  isConflict: boolean
}

type Rows = OptionGrid<VariantTexts>

/**
 * What somebody else changed, by field.
 * @param base the product as it was when the form began
 * @param mine what the form shows
 * @param stored the product as it is now
 */
export function findChanges(base: ProductDraft, mine: ProductDraft, stored: ProductDraft): MeanwhileChange[] {
  const texts = TEXTS.map((field) => change(field, field, '', [base[field], mine[field], stored[field]]))
  const cells = stored.grid.rows.flatMap((row) => {
    const [before, here] = [base.grid, mine.grid].map((grid) => grid.rows.find(({ id }) => id === row.id))
    if (!before || !here) return []
    const variant = valuesOf(stored.grid, row).join(' / ')
    return CELLS.map((field) =>
      change(`${row.id}.${field}`, field, variant, [
        before.cells[field],
        here.cells[field],
        row.cells[field],
      ]),
    )
  })
  const shape = [base, mine, stored].map(({ grid }) => describeShape(grid)) as [string, string, string]
  const pictures = [base, mine, stored].map(describePictures) as [string, string, string]
  const collections = [base, mine, stored].map(describeCollections) as [string, string, string]
  return [
    ...texts,
    change('pictures', 'pictures', '', pictures),
    change('collections', 'collections', '', collections),
    change('options', 'options', '', shape),
    ...cells,
  ].filter((each) => each !== null)
}

function change(
  key: string,
  field: DraftField,
  variant: string,
  [base, mine, stored]: [string, string, string],
): MeanwhileChange | null {
  if (stored === base || stored === mine) return null
  return { key, field, variant, mine, stored, isConflict: mine !== base }
}

const describePictures = ({ pictures }: ProductDraft): string =>
  JSON.stringify(pictures.map(({ id, altText }) => [id, altText]))

const describeCollections = ({ collectionIds }: ProductDraft): string =>
  JSON.stringify([...collectionIds].sort())

/** The variants as text: `S / Red, M / Red`. */
const describeShape = (grid: Rows): string =>
  grid.rows.map((row) => valuesOf(grid, row).join(' / ')).join(', ')

/** The form's product with these stored values in place of its own. @param keys of the changes to take over */
export function takeStored(
  mine: ProductDraft,
  stored: ProductDraft,
  keys: ReadonlySet<string>,
): ProductDraft {
  const texts = Object.fromEntries(
    TEXTS.filter((field) => keys.has(field)).map((field) => [field, stored[field]]),
  )
  const grid = keys.has('options') ? takeShape(mine.grid, stored.grid) : mine.grid
  const rows = grid.rows.map((row) => {
    const there = stored.grid.rows.find(({ id }) => id !== null && id === row.id)
    return there ? { ...row, cells: takeCells(row, there, keys) } : row
  })
  const { pictures } = keys.has('pictures') ? stored : mine
  const { collectionIds } = keys.has('collections') ? stored : mine
  return { ...mine, ...texts, pictures, collectionIds, grid: { ...grid, rows } }
}

/**
 * The form's product after it was saved: what is stored now, except for what was typed since the form was sent.
 * @param sent what the form showed when it was sent
 */
export function takeSaved(mine: ProductDraft, sent: ProductDraft, saved: ProductDraft): ProductDraft {
  const pick = <Values extends object>(here: Values, before: Values, there: Values): Values =>
    Object.fromEntries(
      Object.entries(here).map(([name, value]) => {
        const key = name as keyof Values
        return [key, JSON.stringify(value) === JSON.stringify(before[key]) ? there[key] : value]
      }),
    ) as Values
  const [{ grid, pictures, ...texts }, stored] = [mine, keepKeys(sent.grid, saved.grid)]
  const rows = grid.rows.map((row) => {
    const [before, there] = [sent.grid, stored].map(({ rows }) => rows.find(({ key }) => key === row.key))
    return before && there ? { ...row, id: there.id, cells: pick(row.cells, before.cells, there.cells) } : row
  })
  return {
    ...pick(texts, sent, saved),
    pictures: describePictures(mine) === describePictures(sent) ? saved.pictures : pictures,
    grid: { ...grid, rows },
  }
}

/** The stored options and variants, with what was typed for those that are there too. */
const takeShape = (mine: Rows, stored: Rows): Rows => ({
  ...stored,
  rows: stored.rows.map((row) => ({
    ...row,
    cells: mine.rows.find(({ id }) => id === row.id)?.cells ?? row.cells,
  })),
})

const takeCells = (
  mine: GridRow<VariantTexts>,
  stored: GridRow<VariantTexts>,
  keys: ReadonlySet<string>,
) => ({
  ...mine.cells,
  // Stock is changed by adjustments, not by this form.
  onHand: stored.cells.onHand,
  ...Object.fromEntries(
    CELLS.filter((field) => keys.has(`${mine.id}.${field}`)).map((field) => [field, stored.cells[field]]),
  ),
})
