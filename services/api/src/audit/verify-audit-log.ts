import type { Keys } from '../platform/crypto/keys.ts'
import { inShop, type EntityManager, type Orm } from '../platform/db/orm.ts'
import { emptyChain, hashEntry, isSignedChain, type AuditChain, type SealedEntry } from './audit-chain.ts'

const PAGE = 1000

const WRONG_SIGNATURE = 'The signature of the chain is wrong, or AUDIT_KEY lacks the key that made it.'

/** The last sealed entry that somebody saw, in an earlier report or in the log of the worker. */
export interface KnownHead {
  /** The id of the shop. */
  shop: string
  sequence: number
  hash: string
}

export interface AuditLogReport extends KnownHead {
  slug: string
  /** Number of sealed entries that were checked. */
  entries: number
  /** Number of entries that were deleted at the end of their retention. */
  cut: number
  /** Entries that are not sealed yet. */
  unsealed: { entries: number; oldest: string | null }
  /** One sentence that names the first entry that is wrong; null if the log is as it was sealed. */
  problem: string | null
}

/**
 * Checks the audit log of a shop from its anchor to its head.
 *
 * @param orm connected as the role of the API
 * @param known heads of this shop that must still be part of the chain
 */
export function verifyAuditLog(
  orm: Orm,
  keys: Keys,
  shop: { id: string; slug: string },
  known: readonly KnownHead[] = [],
): Promise<AuditLogReport> {
  const verify = async (em: EntityManager): Promise<AuditLogReport> => {
    const [stored] = await em.execute<{ chain: AuditChain }[]>(
      'select to_jsonb(c) as chain from audit_chain c where shop_id = ?',
      [shop.id],
    )
    const chain = stored?.chain ?? emptyChain(shop.id)
    const [unsealed] = await em.execute<AuditLogReport['unsealed'][]>(
      'select count(*)::int as entries, audit_time(min(at)) as oldest from audit_entry where shop_id = ? and sequence is null',
      [shop.id],
    )
    const { entries, problem } = await checkEntries(em, chain, known)
    return {
      shop: shop.id,
      slug: shop.slug,
      sequence: chain.head_sequence,
      hash: chain.head_hash,
      entries,
      cut: chain.anchor_sequence,
      unsealed: unsealed ?? { entries: 0, oldest: null },
      problem: isSignedChain(keys, chain) ? problem : (problem ?? WRONG_SIGNATURE),
    }
  }
  return inShop(orm, shop.id, verify, { readOnly: true, isolationLevel: 'repeatable read' })
}

async function checkEntries(
  em: EntityManager,
  chain: AuditChain,
  known: readonly KnownHead[],
): Promise<{ entries: number; problem: string | null }> {
  let { anchor_sequence: sequence, anchor_hash: hash } = chain
  const first = sequence
  const knownHashes = Map.groupBy(known, (head) => head.sequence)
  const stop = (problem: string | null) => ({ entries: sequence - first, problem })
  for (;;) {
    const page = await readEntries(em, chain.shop_id, sequence)
    for (const entry of page) {
      if (entry.sequence !== sequence + 1) return stop(`Entry ${sequence + 1} is missing.`)
      hash = hashEntry(hash, entry)
      if (hash !== entry.hash) return stop(`Entry ${entry.sequence} (${entry.id}) was changed.`)
      if (knownHashes.get(entry.sequence)?.some((head) => head.hash !== hash))
        return stop(`Entry ${entry.sequence} (${entry.id}) is not the one that was sealed before.`)
      sequence = entry.sequence
    }
    if (page.length < PAGE) break
  }
  const end = known.reduce((last, head) => Math.max(last, head.sequence), chain.head_sequence)
  if (sequence < end) return stop(`The end is missing: entries ${sequence + 1} to ${end}.`)
  if (sequence > chain.head_sequence) return stop(`Entries after ${chain.head_sequence} were added.`)
  if (hash !== chain.head_hash) return stop(`The chain was rewritten: entry ${sequence} has another hash.`)
  return stop(null)
}

const readEntries = (em: EntityManager, shopId: string, after: number) =>
  em.execute<(SealedEntry & { hash: string })[]>(
    `select shop_id as "shopId", sequence::float8 as sequence, audit_time(sealed_at) as "sealedAt", id, audit_time(at) as at, actor,
       member_id as "memberId", member_name as "memberName", action, subject, address, '\\x' || encode(hash, 'hex') as hash
     from audit_entry where shop_id = ? and sequence > ? order by sequence limit ?`,
    [shopId, after, PAGE],
  )
