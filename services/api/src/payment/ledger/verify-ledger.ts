import { inShop, type EntityManager, type Orm } from '../../platform/db/orm.ts'
import {
  CLOSING_COLUMNS,
  ENTRY_COLUMNS,
  hashLedgerClosing,
  hashLedgerEntry,
  type LedgerClosing,
  type LedgerEntry,
} from './ledger-hash.ts'
import { findWrongClosing, findWrongOrder, findWrongReceipts } from './compare-ledger.ts'

const PAGE = 1000

export interface LedgerReport {
  /** The id of the shop. */
  shop: string
  slug: string
  /** Number of entries and of closings that were checked. */
  entries: number
  closings: number
  /** The hash of the last entry; empty without entries. */
  hash: string
  /** One sentence that names the first thing that is wrong; null if the ledger is as it was written. */
  problem: string | null
}

interface Head {
  sequence: number
  hash: string
  closingSequence: number
  closingHash: string
}

/**
 * Checks the ledger of a shop: every hash of its entries and closings, the totals of its closings, and that it agrees with the payments, the
 * recorded transfers and cheques, and the refunds of every order.
 *
 * @param orm connected as the role of the API or of the worker
 */
export function verifyLedger(orm: Orm, shop: { id: string; slug: string }): Promise<LedgerReport> {
  return inShop(orm, shop.id, (em) => checkLedger(em, shop), {
    readOnly: true,
    isolationLevel: 'repeatable read',
  })
}

/** The same in a transaction of the caller. */
export async function checkLedger(
  em: EntityManager,
  shop: { id: string; slug: string },
): Promise<LedgerReport> {
  const [head] = await em.execute<Head[]>(
    `select sequence::float8 as sequence, encode(hash, 'hex') as hash, closing_sequence::float8 as "closingSequence",
       encode(closing_hash, 'hex') as "closingHash" from ledger_head where shop_id = ?`,
    [shop.id],
  )
  const end = head ?? { sequence: 0, hash: '', closingSequence: 0, closingHash: '' }
  const entries = await checkEntries(em, shop.id, end)
  const closings = await checkClosings(em, shop.id, end)
  const problem =
    entries.problem ??
    closings.problem ??
    (await findWrongClosing(em, shop.id)) ??
    (await findWrongOrder(em, shop.id)) ??
    (await findWrongReceipts(em, shop.id))
  return {
    shop: shop.id,
    slug: shop.slug,
    entries: entries.count,
    closings: closings.count,
    hash: end.hash,
    problem,
  }
}

interface Checked {
  count: number
  problem: string | null
}

async function checkEntries(em: EntityManager, shopId: string, end: Head): Promise<Checked> {
  let [count, hash] = [0, '']
  for (;;) {
    const page = await em.execute<LedgerEntry[]>(
      `select ${ENTRY_COLUMNS} from ledger_entry e where e.shop_id = ? and e.sequence > ? order by e.sequence limit ?`,
      [shopId, count, PAGE],
    )
    for (const entry of page) {
      if (entry.sequence !== count + 1) return { count, problem: `Entry ${count + 1} is missing.` }
      if (entry.previousHash !== hash || hashLedgerEntry(entry) !== entry.hash)
        return { count, problem: `Entry ${entry.sequence} was changed.` }
      hash = entry.hash
      count = entry.sequence
    }
    if (page.length < PAGE) break
  }
  return {
    count,
    problem: compareWithHead('Entry', { count, hash }, { count: end.sequence, hash: end.hash }),
  }
}

async function checkClosings(em: EntityManager, shopId: string, end: Head): Promise<Checked> {
  let [count, hash] = [0, '']
  const closings = await em.execute<LedgerClosing[]>(
    `select ${CLOSING_COLUMNS} from ledger_closing c where c.shop_id = ? order by c.sequence`,
    [shopId],
  )
  for (const closing of closings) {
    if (closing.sequence !== count + 1) return { count, problem: `Closing ${count + 1} is missing.` }
    if (closing.previousHash !== hash || hashLedgerClosing(closing) !== closing.hash)
      return { count, problem: `Closing ${closing.sequence} was changed.` }
    hash = closing.hash
    count = closing.sequence
  }
  const head = { count: end.closingSequence, hash: end.closingHash }
  return { count, problem: compareWithHead('Closing', { count, hash }, head) }
}

interface End {
  count: number
  hash: string
}

function compareWithHead(what: string, found: End, head: End): string | null {
  if (found.count < head.count) return `${what} ${found.count + 1} is missing.`
  if (found.count > head.count) return `${what} ${head.count + 1} was added.`
  return found.hash === head.hash ? null : `${what} ${found.count} was replaced.`
}
