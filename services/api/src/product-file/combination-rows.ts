import type { Field } from './field.ts'
import type { MappedRow } from './mapped-row.ts'
import type { Cell, ProblemList } from './problem.ts'
import { splitList } from './list-cell.ts'

const MAX_OPTIONS = 3
const OPTION_FIELD = /^option([123])(Name|Value)$/

/** In PrestaShop, a comma ends an attribute and a colon its name, so a text that contains one is written with the character that looks like it. */
const LOOK_ALIKES = [
  [',', '\u201a'],
  [':', '\u2236'],
] as const

/** An option's name or value, as PrestaShop can read it. */
export const toAttributePart = (text: string): string =>
  LOOK_ALIKES.reduce((written, [sign, alike]) => written.replaceAll(sign, alike), text)

const fromAttributePart = (text: string): string =>
  LOOK_ALIKES.reduce((read, [sign, alike]) => read.replaceAll(alike, sign), text)

/**
 * Rows of PrestaShop's file of combinations, whose options are read as those of any other file: the attributes `Size:select:0, Color:color:1` with the values
 * `S:0, Red:1` are two options. Their types and positions are left out.
 */
export function toOptionRow(row: MappedRow, problems: ProblemList): MappedRow {
  const [names, values] = [row.cell('attributeNames'), row.cell('attributeValues')]
  const options = { Name: partsOf(names), Value: partsOf(values) }
  const count = options.Name.length
  if (count === 0 || count !== options.Value.length || count > MAX_OPTIONS)
    problems.add('ATTRIBUTES_DIFFER', values ?? names ?? { row: row.number })
  return {
    number: row.number,
    placeOf: (field) => row.placeOf(OPTION_FIELD.test(field) ? 'attributeValues' : field),
    cell(field: Field): Cell | undefined {
      const [, number, part] = OPTION_FIELD.exec(field) ?? []
      if (!number) return row.cell(field)
      const cell = part === 'Name' ? names : values
      const text = options[part as 'Name' | 'Value'][Number(number) - 1]
      return cell && text ? { ...cell, text } : undefined
    },
  }
}

const partsOf = (cell: Cell | undefined): string[] =>
  splitList(cell?.text ?? '').map((part) => fromAttributePart(part.split(':')[0]?.trim() ?? ''))
