import type { PackingSlip } from './packing-slip.documents.ts'

export interface SlipRow {
  productName: string
  variantName: string
  sku: string
  /** In the whole order. */
  ordered: number
  /** In this parcel. */
  packed: number
}

/** One printed page: an order, or one of its parcels. */
export interface SlipPage {
  /** Counts the parcels of the order from 1; null for a slip of what is still to pack. */
  parcelNumber: number | null
  carrier: string | null
  trackingNumber: string | null
  rows: SlipRow[]
  /** Whether the order has items that are not on this page. */
  isPartial: boolean
}

/**
 * What to print for an order: what is still to pack or, if nothing is, its newest parcel; with `parcelId`, that parcel. Null for a
 * parcel that is not of this order.
 */
export function slipPage({ order }: PackingSlip, parcelId: string | null): SlipPage | null {
  const lines = order.shippableLines
  const remaining = lines.filter((line) => line.remaining > 0)
  const total = lines.reduce((sum, { ordered }) => sum + ordered, 0)
  const index = parcelId ? order.parcels.findIndex(({ id }) => id === parcelId) : order.parcels.length - 1
  const parcel = order.parcels[index]
  if (parcelId && !parcel) return null
  if (!parcel || (!parcelId && remaining.length > 0)) {
    const rows = remaining.map((line) => ({ ...line, packed: line.remaining }))
    return { ...NOT_SENT, rows, isPartial: packedIn(rows) < total }
  }
  const rows = parcel.lines.map((line) => ({
    ...line,
    ordered: orderedOf(line, lines),
    packed: line.quantity,
  }))
  const { carrier, trackingNumber } = parcel
  return { parcelNumber: index + 1, carrier, trackingNumber, rows, isPartial: packedIn(rows) < total }
}

const NOT_SENT = { parcelNumber: null, carrier: null, trackingNumber: null }

const packedIn = (rows: readonly SlipRow[]): number => rows.reduce((sum, { packed }) => sum + packed, 0)

type Line = { productName: string; variantName: string; sku: string }

/** A parcel names its lines as the order does. */
const orderedOf = (line: Line, lines: readonly (Line & { ordered: number })[]): number =>
  lines.find(
    ({ productName, variantName, sku }) =>
      productName === line.productName && variantName === line.variantName && sku === line.sku,
  )?.ordered ?? 0
