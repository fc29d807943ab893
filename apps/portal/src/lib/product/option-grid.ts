export const MAX_OPTIONS = 3
export const MAX_VARIANTS = 250

/** A value such as “Red”. The key stays when the text changes, so that a row keeps its price and stock. */
export interface OptionValue {
  key: string
  text: string
}

/** What buyers choose by, such as “Colour”. The only option may be without a name: its values are then the variants’ names. */
export interface ProductOption {
  key: string
  name: string
  values: readonly OptionValue[]
}

/** A variant: one value of each option. */
export interface GridRow<Cells> {
  key: string
  /** The id of the stored variant; null for a new one. */
  id: string | null
  /** The key of one value of each option, in the order of the options. */
  valueKeys: readonly string[]
  cells: Cells
}

/** The options of a product and its variants. Without options it has one row. */
export interface OptionGrid<Cells> {
  options: readonly ProductOption[]
  rows: readonly GridRow<Cells>[]
}

export type GridFault = 'EMPTY' | 'DUPLICATE' | 'TOO_MANY_OPTIONS' | 'TOO_MANY_VARIANTS'
export type GridChange<Cells> = OptionGrid<Cells> | GridFault

/** Makes the cells of a new row from those of its neighbour: the same price, but neither its SKU nor its stock. */
export type CopyCells<Cells> = (neighbour: Cells) => Cells

let lastKey = 0
/** A key that no other option, value or row of the page has. */
export const newKey = (): string => `k${++lastKey}`

export const isFault = <Cells>(change: GridChange<Cells>): change is GridFault => typeof change === 'string'

/** The texts of a row's option values, in the order of the options. */
export const valuesOf = <Cells>({ options }: OptionGrid<Cells>, row: GridRow<Cells>): string[] =>
  options.map(({ values }, index) => values.find(({ key }) => key === row.valueKeys[index])?.text ?? '')

const clean = (text: string) => text.trim().replace(/\s+/g, ' ')
/** Texts are the same for a buyer whatever their case. */
const isSame = (a: string, b: string) => clean(a).toLocaleLowerCase() === clean(b).toLocaleLowerCase()

/** Adds an option. Each row there is gets the first value; further values add rows. */
export function addOption<Cells>(
  grid: OptionGrid<Cells>,
  { name, values }: { name: string; values: readonly string[] },
  copyCells: CopyCells<Cells>,
): GridChange<Cells> {
  const [first, ...others] = values.map(clean)
  if (!clean(name) || !first || grid.options.some((option) => !option.name)) return 'EMPTY'
  if (grid.options.length >= MAX_OPTIONS) return 'TOO_MANY_OPTIONS'
  if (grid.options.some((option) => isSame(option.name, name))) return 'DUPLICATE'
  const value = { key: newKey(), text: first }
  const option = { key: newKey(), name: clean(name), values: [value] }
  let change: GridChange<Cells> = {
    options: [...grid.options, option],
    rows: grid.rows.map((row) => ({ ...row, valueKeys: [...row.valueKeys, value.key] })),
  }
  for (const text of others) {
    change = addValue(change, option.key, text, copyCells)
    if (isFault(change)) return change
  }
  return change
}

/** Adds a value to an option: one row for each combination of the other options, next to its neighbour. */
export function addValue<Cells>(
  grid: OptionGrid<Cells>,
  optionKey: string,
  text: string,
  copyCells: CopyCells<Cells>,
): GridChange<Cells> {
  const index = grid.options.findIndex(({ key }) => key === optionKey)
  const option = grid.options[index]
  if (!option || !clean(text)) return 'EMPTY'
  if (option.values.some((value) => isSame(value.text, text))) return 'DUPLICATE'
  const value = { key: newKey(), text: clean(text) }
  const neighbours = new Map(grid.rows.map((row) => [combinationWithout(index, row), row]))
  if (grid.rows.length + neighbours.size > MAX_VARIANTS) return 'TOO_MANY_VARIANTS'
  const added = [...neighbours.values()].map((neighbour) => ({
    key: newKey(),
    id: null,
    valueKeys: neighbour.valueKeys.with(index, value.key),
    cells: copyCells(neighbour.cells),
  }))
  return sortRows({
    options: grid.options.with(index, { ...option, values: [...option.values, value] }),
    rows: [...grid.rows, ...added],
  })
}

/** Renames an option. Its rows stay as they are. */
export function renameOption<Cells>(
  grid: OptionGrid<Cells>,
  optionKey: string,
  name: string,
): GridChange<Cells> {
  if (!clean(name) && grid.options.length > 1) return 'EMPTY'
  const others = grid.options.filter(({ key }) => key !== optionKey)
  if (others.some((option) => isSame(option.name, name))) return 'DUPLICATE'
  return changeOption(grid, optionKey, (option) => ({ ...option, name: clean(name) }))
}

/** Renames a value of an option. Its rows stay as they are. */
export function renameValue<Cells>(
  grid: OptionGrid<Cells>,
  optionKey: string,
  valueKey: string,
  text: string,
): GridChange<Cells> {
  if (!clean(text)) return 'EMPTY'
  const option = grid.options.find(({ key }) => key === optionKey)
  if (option?.values.some((value) => value.key !== valueKey && isSame(value.text, text))) return 'DUPLICATE'
  return changeOption(grid, optionKey, ({ values, ...rest }) => ({
    ...rest,
    values: values.map((value) => (value.key === valueKey ? { ...value, text: clean(text) } : value)),
  }))
}

/** Removes a value of an option with its rows, and the option with its last value. */
export function removeValue<Cells>(
  grid: OptionGrid<Cells>,
  optionKey: string,
  valueKey: string,
): OptionGrid<Cells> {
  const index = grid.options.findIndex(({ key }) => key === optionKey)
  const option = grid.options[index]
  if (!option || option.values.length <= 1) return removeOption(grid, optionKey)
  const changed = changeOption(grid, optionKey, ({ values, ...rest }) => ({
    ...rest,
    values: values.filter(({ key }) => key !== valueKey),
  }))
  return { ...changed, rows: grid.rows.filter(({ valueKeys }) => valueKeys[index] !== valueKey) }
}

/** Removes an option. Of the rows that then are the same, the first stays. */
export function removeOption<Cells>(grid: OptionGrid<Cells>, optionKey: string): OptionGrid<Cells> {
  const index = grid.options.findIndex(({ key }) => key === optionKey)
  if (index < 0) return grid
  const kept = new Map<string, GridRow<Cells>>()
  for (const row of grid.rows) {
    const combination = combinationWithout(index, row)
    if (!kept.has(combination)) kept.set(combination, row)
  }
  const rows = [...kept.values()].map((row) => ({ ...row, valueKeys: row.valueKeys.toSpliced(index, 1) }))
  return { options: grid.options.toSpliced(index, 1), rows }
}

/** Removes one row, unless it is the last one. A value that no row has any more is removed too. */
export function removeRow<Cells>(grid: OptionGrid<Cells>, rowKey: string): OptionGrid<Cells> {
  const rows = grid.rows.filter(({ key }) => key !== rowKey)
  if (!rows.length) return grid
  const options = grid.options.map((option, index) => ({
    ...option,
    values: option.values.filter(({ key }) => rows.some(({ valueKeys }) => valueKeys[index] === key)),
  }))
  return { options, rows }
}

/** The grid of a stored product. Several variants without options have one option without a name. */
export function toGrid<Cells>(
  optionNames: readonly string[],
  stored: readonly { id: string | null; name: string; optionValues: readonly string[]; cells: Cells }[],
): OptionGrid<Cells> {
  const isNamedOnly = optionNames.length === 0 && stored.length > 1
  const variants = stored.map((variant) => ({
    ...variant,
    optionValues: isNamedOnly ? [variant.name] : variant.optionValues,
  }))
  const options = (isNamedOnly ? [''] : optionNames).map((name, index) => {
    const texts = new Set(variants.map(({ optionValues }) => optionValues[index] ?? ''))
    return { key: newKey(), name, values: [...texts].map((text) => ({ key: newKey(), text })) }
  })
  const keyOf = (index: number, text = '') =>
    options[index]?.values.find((value) => value.text === text)?.key ?? ''
  const rows = variants.map(({ id, optionValues, cells }) => ({
    key: id ?? newKey(),
    id,
    valueKeys: options.map((_, index) => keyOf(index, optionValues[index])),
    cells,
  }))
  return { options, rows }
}

function changeOption<Cells>(
  grid: OptionGrid<Cells>,
  optionKey: string,
  change: (option: ProductOption) => ProductOption,
): OptionGrid<Cells> {
  return {
    ...grid,
    options: grid.options.map((option) => (option.key === optionKey ? change(option) : option)),
  }
}

const combinationWithout = (index: number, { valueKeys }: GridRow<unknown>): string =>
  valueKeys.toSpliced(index, 1).join(' ')

/** Sorts the rows by the order of the values of the first option, then the second, and so on. */
function sortRows<Cells>({ options, rows }: OptionGrid<Cells>): OptionGrid<Cells> {
  const places = options.map(({ values }) => new Map(values.map(({ key }, place) => [key, place])))
  const placeOf = (row: GridRow<Cells>, index: number) => places[index]?.get(row.valueKeys[index] ?? '') ?? 0
  const sorted = rows.toSorted((a, b) => {
    const index = options.findIndex((_, each) => placeOf(a, each) !== placeOf(b, each))
    return index < 0 ? 0 : placeOf(a, index) - placeOf(b, index)
  })
  return { options, rows: sorted }
}

/** The stored grid with the keys of the one on screen, if it has the same shape, so that what has the focus keeps it. */
export function keepKeys<Cells>(shown: OptionGrid<Cells>, stored: OptionGrid<Cells>): OptionGrid<Cells> {
  const shapes = [shown, stored].map((grid) => JSON.stringify(grid.rows.map((row) => valuesOf(grid, row))))
  if (shapes[0] !== shapes[1]) return stored
  const rows = shown.rows.map((row, index) => {
    const { id = null, cells = row.cells } = stored.rows[index] ?? {}
    return { ...row, id, cells }
  })
  return { options: shown.options, rows }
}
