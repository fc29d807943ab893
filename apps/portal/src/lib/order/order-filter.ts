import { isCurrency, parseAmount } from '@triclic/money'
import type { VariablesOf } from '../graphql/graphql.ts'
import { isDay } from '../time.ts'
import { progressFilterInput, progressFilters, type ProgressFilter } from '../parcel/progress.ts'
import { channels, orderStatuses, paymentMethods } from './labels.ts'
import type { OrderChannel, OrderStatus, PaymentMethod } from './order.documents.ts'
import type { ordersQuery } from './orders.documents.ts'

/** The filter of the order list, as encoded in the page’s URL. Days are in the shop's time zone. */
export interface OrderFilter {
  status: OrderStatus | null
  search: string
  from: string
  to: string
  paymentMethod: PaymentMethod | null
  /** The id of a gateway account. */
  bank: string
  channel: OrderChannel | null
  /** Of the delivery: an ISO 3166-1 alpha-2 code. */
  country: string
  /** The lowest and the highest total as they were typed, in `currency`. */
  min: string
  max: string
  /** ISO 4217 code; without it, `min` and `max` do not count. */
  currency: string
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
  paymentMethod: paymentMethods.find((method) => method === query.get('mode')) ?? null,
  bank: query.get('bank') ?? '',
  channel: channels.find((channel) => channel === query.get('channel')) ?? null,
  country: /^[A-Z]{2}$/.exec(query.get('country') ?? '')?.[0] ?? '',
  ...readTotals(query),
  attention: ATTENTIONS.find((attention) => attention === query.get('attention')) ?? null,
  progress: progressFilters.find((progress) => progress === query.get('shipping')) ?? null,
  cursors: query.getAll('after'),
})

function readTotals(query: URLSearchParams): Pick<OrderFilter, 'min' | 'max' | 'currency'> {
  const [min, max] = ['min', 'max'].map((name) => (query.get(name) ?? '').trim().slice(0, 20))
  const currency = query.get('currency') ?? ''
  if (!isCurrency(currency) || (!min && !max)) return { min: '', max: '', currency: '' }
  return { min: min ?? '', max: max ?? '', currency }
}

/** The query string of a filter, with its `?`; empty when nothing is filtered. */
export function writeOrderFilter(filter: OrderFilter): string {
  const query = new URLSearchParams()
  if (filter.status) query.set('status', filter.status)
  if (filter.search) query.set('search', filter.search)
  if (filter.from) query.set('from', filter.from)
  if (filter.to) query.set('to', filter.to)
  if (filter.paymentMethod) query.set('mode', filter.paymentMethod)
  if (filter.progress) query.set('shipping', filter.progress)
  if (filter.attention) query.set('attention', filter.attention)
  for (const name of ['bank', 'channel', 'country', 'min', 'max', 'currency'] as const)
    if (filter[name]) query.set(name, filter[name])
  for (const cursor of filter.cursors) query.append('after', cursor)
  return query.size ? `?${query}` : ''
}

type OrderFilterInput = NonNullable<VariablesOf<typeof ordersQuery>['filter']>

/** What was typed as a total, in minor units; null if it is no amount, or nothing. */
export const totalOf = (typed: string, currency: string): number | null =>
  typed && currency ? parseAmount(typed, currency) : null

/** The filter as input of the API's `orders`. Invalid days and amounts are left out. */
export const toFilterInput = (filter: OrderFilter): OrderFilterInput => ({
  ...(filter.progress && progressFilterInput[filter.progress]),
  ...(filter.status && { status: [filter.status] }),
  ...(filter.search && { search: filter.search }),
  ...(isDay(filter.from) && { placedSince: filter.from }),
  ...(isDay(filter.to) && { placedUntil: filter.to }),
  ...(filter.paymentMethod && { paymentMethod: filter.paymentMethod }),
  ...(filter.bank && { gatewayAccountId: filter.bank }),
  ...(filter.channel && { channel: filter.channel }),
  ...(filter.country && { countries: [filter.country] }),
  ...totalsOf(filter),
  ...(filter.attention === 'UNANSWERED' && { unansweredByBank: true }),
  ...(filter.attention === 'LATER_NEWS' && { hasLaterNews: true }),
  ...(filter.attention === 'FAILED_MAIL' && { hasFailedMail: true }),
})

function totalsOf({ min, max, currency }: OrderFilter): OrderFilterInput {
  const [totalFrom, totalTo] = [totalOf(min, currency), totalOf(max, currency)]
  return { ...(totalFrom !== null && { totalFrom }), ...(totalTo !== null && { totalTo }) }
}

/** The filter as a saved view keeps it: the query of the page, without `?`. */
export const viewFilterOf = (filter: OrderFilter): string =>
  writeOrderFilter({ ...filter, cursors: [] }).slice(1)

/** Whether anything but the status is filtered. */
export const isNarrowed = (filter: OrderFilter) =>
  writeOrderFilter({ ...filter, status: null, cursors: [] }) !== ''

/** Whether something is filtered that the form shows on request only. */
export const usesMoreFilters = ({ bank, channel, country, min, max }: OrderFilter): boolean =>
  Boolean(bank || channel || country || min || max)
