import type { Language } from '../kernel/errors.ts'
import { BYTE_ORDER_MARK, toCsv, type Cell } from '../kernel/to-csv.ts'
import {
  BUYER_COLUMNS,
  COLUMNS,
  FULFILLMENT_TEXTS,
  NOTHING_TO_SHIP_TEXT,
  STATUS_TEXTS,
  type Column,
} from './export-texts.ts'
import type { Order } from './order.entity.ts'

export interface OrderFileOptions {
  /** Of the headers, words and numbers. */
  language: Language
  /** IANA name of the time zone in which times are written. */
  timeZone: string
  /** Whether the file tells who the buyers are. */
  hasBuyers: boolean
}

const columnsOf = ({ hasBuyers }: OrderFileOptions): Column[] =>
  (Object.keys(COLUMNS) as Column[]).filter((column) => hasBuyers || !BUYER_COLUMNS.has(column))

/** The first line of the file. */
export const writeOrderHeader = (options: OrderFileOptions): string =>
  BYTE_ORDER_MARK +
  toCsv([columnsOf(options).map((column) => COLUMNS[column][options.language])], options.language)

/** One line for each order. `payments`: how each was paid, by id. */
export function writeOrderRows(
  orders: Order[],
  payments: ReadonlyMap<string, string>,
  options: OrderFileOptions,
): string {
  const columns = columnsOf(options)
  return toCsv(
    orders.map((order) => {
      const cells = cellsOf(order, payments.get(order.id) ?? '', options)
      return columns.map((column) => cells[column])
    }),
    options.language,
  )
}

function cellsOf(
  order: Order,
  payment: string,
  { language, timeZone }: OrderFileOptions,
): Record<Column, Cell> {
  const { billingAddress: billing, shippingAddress: shipping, currency } = order
  const amount = (minorUnits: number): Cell => ({ amount: minorUnits, currency })
  return {
    code: order.code,
    placedAt: timeOf(order.placedAt, timeZone),
    status: STATUS_TEXTS[order.status][language],
    fulfillment: (order.hasNothingToShip ? NOTHING_TO_SHIP_TEXT : FULFILLMENT_TEXTS[order.fulfillment])[
      language
    ],
    name: `${billing.firstName} ${billing.lastName}`,
    company: billing.company ?? '',
    email: order.email,
    phone: shipping.phone ?? billing.phone ?? '',
    address: [shipping.line1, shipping.line2].filter(Boolean).join(', '),
    postalCode: shipping.postalCode ?? '',
    city: shipping.city,
    country: shipping.countryCode,
    shippingMethod: order.shippingMethodName ?? '',
    payment,
    subtotal: amount(order.subtotal),
    shippingTotal: amount(order.shippingTotal),
    taxTotal: amount(order.taxTotal),
    total: amount(order.total),
    currency,
  }
}

/** `2026-11-30 08:40`, which every spreadsheet reads as a time. */
const timeOf = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at)
