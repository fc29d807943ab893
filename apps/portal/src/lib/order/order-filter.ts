import { endOfDay, startOfDay } from '../time.ts'
import { orderStatuses, type OrderStatus } from './order.ts'

/** What the list shows, as it stands in the address of the page. Days are the shop's. */
export interface OrderFilter {
  status: OrderStatus | null
  search: string
  from: string
  to: string
  paymentMode: 'CARD' | 'BANK' | null
  /** The cursors passed through on the way to this page, the last one its own. */
  trail: string[]
}

export function readOrderFilter(query: URLSearchParams): OrderFilter {
  const paymentMode = query.get('mode')
  return {
    status: orderStatuses.find((status) => status === query.get('status')) ?? null,
    search: (query.get('search') ?? '')
      .replace(/\p{Cc}/gu, ' ')
      .trim()
      .slice(0, 100),
    from: query.get('from') ?? '',
    to: query.get('to') ?? '',
    paymentMode: paymentMode === 'CARD' || paymentMode === 'BANK' ? paymentMode : null,
    trail: query.getAll('after'),
  }
}

/** The query string of a filter, with its `?`; empty for the plain list. */
export function writeOrderFilter(filter: OrderFilter): string {
  const query = new URLSearchParams()
  if (filter.status) query.set('status', filter.status)
  if (filter.search) query.set('search', filter.search)
  if (filter.from) query.set('from', filter.from)
  if (filter.to) query.set('to', filter.to)
  if (filter.paymentMode) query.set('mode', filter.paymentMode)
  for (const cursor of filter.trail) query.append('after', cursor)
  return query.size ? `?${query}` : ''
}

/** The same as the input of the API's `orders`. */
export function toFilterInput(filter: OrderFilter, timeZone: string) {
  const placedFrom = startOfDay(filter.from, timeZone)
  const placedTo = endOfDay(filter.to, timeZone)
  return {
    ...(filter.status && { status: [filter.status] }),
    ...(filter.search && { search: filter.search }),
    ...(placedFrom && { placedFrom: placedFrom.toISOString() }),
    ...(placedTo && { placedTo: placedTo.toISOString() }),
    ...(filter.paymentMode && { paymentMode: filter.paymentMode }),
  }
}

/** Is anything but the plain list asked for, the status aside? */
export const isNarrowed = (filter: OrderFilter) =>
  Boolean(filter.search || filter.from || filter.to || filter.paymentMode)
