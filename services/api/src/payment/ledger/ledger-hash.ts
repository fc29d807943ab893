import type { OrderChannel } from '../../shop/card-offer.ts'
import { sha256 } from '../../platform/crypto/sign.ts'

/** An entry of the ledger as its hash covers it. Times are UTC, `YYYY-MM-DDTHH:MM:SS.ffffffZ`; hashes are hexadecimal. */
export interface LedgerEntry {
  shopId: string
  sequence: number
  id: string
  at: string
  kind: string
  /** Minor units. */
  amount: number
  currency: string
  /** The sum of all amounts in this currency up to here, of test payments apart. */
  runningTotal: number
  orderId: string | null
  orderCode: string | null
  subjectId: string
  reference: string | null
  isTest: boolean
  /** How the order came in. Null without an order, and for entries from before November 2026, whose hash does not contain it. */
  channel: OrderChannel | null
  previousHash: string
  hash: string
}

/** A closed period of the ledger, in one currency. Amounts in minor units; the period is its first day, `YYYY-MM-DD`. */
export interface LedgerClosing {
  shopId: string
  sequence: number
  id: string
  periodKind: 'DAY' | 'MONTH' | 'YEAR'
  period: string
  currency: string
  isTest: boolean
  firstEntry: number
  lastEntry: number
  entryCount: number
  received: number
  returned: number
  grandTotal: number
  closedAt: string
  lastEntryHash: string
  previousHash: string
  hash: string
}

/** The hash that belongs to an entry; ledger_entry_hash in SQL computes the same. */
export const hashLedgerEntry = (entry: LedgerEntry): string =>
  chain(entry.previousHash, [
    entry.shopId,
    entry.sequence,
    entry.id,
    entry.at,
    entry.kind,
    entry.amount,
    entry.currency,
    entry.runningTotal,
    entry.orderId,
    entry.orderCode,
    entry.subjectId,
    entry.reference,
    entry.isTest,
    ...(entry.channel ? [entry.channel] : []),
  ])

/** The hash that belongs to a closing; ledger_closing_hash in SQL computes the same. */
export const hashLedgerClosing = (closing: LedgerClosing): string =>
  chain(closing.previousHash, [
    closing.shopId,
    closing.sequence,
    closing.id,
    closing.periodKind,
    closing.period,
    closing.currency,
    closing.isTest,
    closing.firstEntry,
    closing.lastEntry,
    closing.entryCount,
    closing.received,
    closing.returned,
    closing.grandTotal,
    closing.closedAt,
    closing.lastEntryHash,
  ])

/** SHA-256 of the previous hash and of each value after its length in bytes, or a hyphen for null. */
function chain(previousHash: string, values: readonly (string | number | boolean | null)[]): string {
  const text = values
    .map((value) => (value === null ? '-' : `${Buffer.byteLength(String(value))}:${value}`))
    .join('')
  return sha256(Buffer.concat([Buffer.from(previousHash, 'hex'), Buffer.from(text)])).toString('hex')
}

/** SQL of the columns of a `LedgerEntry`, from `ledger_entry e`. */
export const ENTRY_COLUMNS = `e.shop_id as "shopId", e.sequence::float8 as sequence, e.id, audit_time(e.at) as at, e.kind,
  e.amount::float8 as amount, e.currency, e.running_total::float8 as "runningTotal", e.order_id as "orderId", e.order_code as "orderCode", e.subject_id as "subjectId", e.reference,
  e.is_test as "isTest", e.channel, encode(e.previous_hash, 'hex') as "previousHash", encode(e.hash, 'hex') as hash`

/** SQL of the columns of a `LedgerClosing`, from `ledger_closing c`. */
export const CLOSING_COLUMNS = `c.shop_id as "shopId", c.sequence::float8 as sequence, c.id, c.period_kind as "periodKind",
  c.period::text as period, c.currency, c.is_test as "isTest", c.first_entry::float8 as "firstEntry", c.last_entry::float8 as "lastEntry",
  c.entry_count as "entryCount", c.received::float8 as received, c.returned::float8 as returned, c.grand_total::float8 as "grandTotal",
  audit_time(c.closed_at) as "closedAt", encode(c.last_entry_hash, 'hex') as "lastEntryHash",
  encode(c.previous_hash, 'hex') as "previousHash", encode(c.hash, 'hex') as hash`
