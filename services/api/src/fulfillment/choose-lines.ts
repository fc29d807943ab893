import { reject } from '../kernel/errors.ts'
import type { ShippableLine } from './load-shippable-lines.ts'

/** A line of an order and how much of it goes into a parcel. */
export interface LineToShip {
  lineId: string
  quantity: number
}

export interface ParcelLine {
  line: ShippableLine
  quantity: number
}

/** All that is in no parcel yet. */
export const remainingLines = (lines: readonly ShippableLine[]): ParcelLine[] =>
  lines.flatMap((line) => (line.remaining > 0 ? [{ line, quantity: line.remaining }] : []))

/**
 * The lines that a member chose. A line that is named twice counts with the sum.
 * @throws OperationError REQUIRED without any; NOT_FOUND for a line of another order; QUANTITY_NOT_LEFT for less than one or more than remains
 */
export function chooseLines(lines: readonly ShippableLine[], chosen: readonly LineToShip[]): ParcelLine[] {
  if (chosen.length === 0) return reject('REQUIRED', 'lines')
  const byId = new Map(lines.map((line) => [line.id, line]))
  const quantities = new Map<ShippableLine, number>()
  for (const [index, { lineId, quantity }] of chosen.entries()) {
    const line = byId.get(lineId) ?? reject('NOT_FOUND', 'lines', String(index), 'lineId')
    const sum = (quantities.get(line) ?? 0) + quantity
    if (quantity < 1 || sum > line.remaining) reject('QUANTITY_NOT_LEFT', 'lines', String(index), 'quantity')
    quantities.set(line, sum)
  }
  return [...quantities].map(([line, quantity]) => ({ line, quantity }))
}
