import type { VariablesOf } from '../graphql/graphql.ts'
import { isDay } from '../time.ts'
import { progressFilterInput, progressFilters, type ProgressFilter } from '../parcel/progress.ts'
import { orderStatuses, paymentModes } from './labels.ts'
import type { OrderStatus, PaymentMode } from './order.documents.ts'
import type { ordersQuery } from './orders.documents.ts'

/** The filter of the order list, as encoded in the page’s URL. Days are in the shop's time zone. */
export interface OrderFilter {
  status: OrderStatus | null
  search: string
  from: string
  to: string
  paymentMode: PaymentMode | null
  /** Only orders of which a member should do something. */
  attention: Attention | null
  progress: ProgressFilter | null
  /** The cursors of the pages visited; the last one leads to this page. */
  cursors: string[]
}

/** UNANSWERED: with a payment that the bank never answered. LATER_NEWS: about whose payment the bank sent news after it had accepted it. */
export const ATTENTIONS = ['UNANSWERED', 'LATER_NEWS', 'FAILED_MAIL'] as const
export type Attention = (typeof ATTENTIONS)[number]

export const readOrderFilter = (query: URLSearchParams): OrderFilter => ({
  status: orderStatuses.find((status) => status === query.get('status')) ?? null,
  search: (query.get('search') ?? '')
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, 100),
  from: query.get('from') ?? '',
  to: query.get('to') ?? '',
  paymentMode: paymentModes.find((mode) => mode === query.get('mode')) ?? null,
  attention: ATTENTIONS.find((attention) => attention === query.get('attention')) ?? null,
  progress: progressFilters.find((progress) => progress === query.get('shipping')) ?? null,
  cursors: query.getAll('after'),
})

/** The query string of a filter, with its `?`; empty when nothing is filtered. */
export function writeOrderFilter(filter: OrderFilter): string {
  const query = new URLSearchParams()
  if (filter.status) query.set('status', filter.status)
  if (filter.search) query.set('search', filter.search)
  if (filter.from) query.set('from', filter.from)
  if (filter.to) query.set('to', filter.to)
  if (filter.paymentMode) query.set('mode', filter.paymentMode)
  if (filter.progress) query.set('shipping', filter.progress)
  if (filter.attention) query.set('attention', filter.attention)
  for (const cursor of filter.cursors) query.append('after', cursor)
  return query.size ? `?${query}` : ''
}

type OrderFilterInput = NonNullable<VariablesOf<typeof ordersQuery>['filter']>

/** The filter as input of the API's `orders`. Invalid days are left out. */
export const toFilterInput = (filter: OrderFilter): OrderFilterInput => ({
  ...(filter.progress && progressFilterInput[filter.progress]),
  ...(filter.status && { status: [filter.status] }),
  ...(filter.search && { search: filter.search }),
  ...(isDay(filter.from) && { placedSince: filter.from }),
  ...(isDay(filter.to) && { placedUntil: filter.to }),
  ...(filter.paymentMode && { paymentMode: filter.paymentMode }),
  ...(filter.attention === 'UNANSWERED' && { unansweredByBank: true }),
  ...(filter.attention === 'LATER_NEWS' && { hasLaterNews: true }),
  ...(filter.attention === 'FAILED_MAIL' && { hasFailedMail: true }),
})

/** Whether anything but the status is filtered. */
export const isNarrowed = (filter: OrderFilter) =>
  Boolean(
    filter.search || filter.from || filter.to || filter.paymentMode || filter.progress || filter.attention,
  )
