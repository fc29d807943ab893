import type { WorkerApp } from '../app/context.ts'
import { findShopsWithDueRows } from '../platform/db/find-shops-with-due-rows.ts'
import { inShop } from '../platform/db/orm.ts'
import { reportFailure } from '../platform/telemetry/report-failure.ts'
import { isSignedChain, signChain, type AuditChain } from './audit-chain.ts'

/** Entries per transaction, so that neither a shop's first sealing nor its first cut locks the chain for long. */
const MAX_ENTRIES = 1000
/** Milliseconds until a shop whose chain was altered is tried again: only an operator can repair it. */
const RETRY_ALTERED_MS = 600_000
/** When a shop's chain was last found altered, in milliseconds, by shop id. */
const alteredAt = new Map<string, number>()

class AlteredChain extends Error {
  override name = 'AlteredChain'
}

interface Step {
  /** A view of the entries that are due. */
  view: 'due_audit_entry' | 'due_audit_cut'
  /** The database function that processes them. */
  run: 'seal_audit_entries' | 'cut_audit_entries'
}

/**
 * Seals or cuts the due entries of all shops. A shop whose chain was altered is reported, left as it is and tried again after ten minutes;
 * the others go on.
 *
 * @returns the number of entries that were sealed or deleted
 */
export async function extendAuditChains(app: WorkerApp, step: Step): Promise<number> {
  let total = 0
  const due = await findShopsWithDueRows(app.orm, step.view)
  let pending = due.filter((shopId) => Date.now() - (alteredAt.get(shopId) ?? -Infinity) >= RETRY_ALTERED_MS)
  while (pending.length > 0) {
    const unfinished: string[] = []
    for (const shopId of pending) {
      if (app.stopping.aborted) return total
      try {
        const entries = await extendAuditChain(app, shopId, step)
        alteredAt.delete(shopId)
        total += entries
        if (entries === MAX_ENTRIES) unfinished.push(shopId)
      } catch (error) {
        if (error instanceof AlteredChain) alteredAt.set(shopId, Date.now())
        const message = 'The audit log of a shop can’t be sealed or cut; will retry'
        reportFailure(app.log, 'scheduled-task', error, { shop: shopId }, message)
      }
    }
    pending = unfinished
  }
  return total
}

/** @throws AlteredChain when the chain is not as it was last signed: signing it would hide that somebody altered it */
async function extendAuditChain(app: WorkerApp, shopId: string, { run }: Step): Promise<number> {
  const keys = app.env.auditKeys
  const extended = await inShop(app.orm, shopId, async (em) => {
    const [row] = await em.execute<{ entries: number; before: AuditChain; after: AuditChain }[]>(
      `select entries, chain_before as before, chain_after as after from ${run}(?, ?)`,
      [shopId, MAX_ENTRIES],
    )
    if (!row) return null
    if (!isSignedChain(keys, row.before))
      throw new AlteredChain(
        'The audit chain does not have a valid signature: somebody altered it, or AUDIT_KEY lacks the key that signed it.',
      )
    await em.execute('select sign_audit_chain(?, ?)', [shopId, signChain(keys[0], row.after)])
    return row
  })
  if (!extended || extended.entries === 0) return 0
  const { head_sequence: sequence, head_hash: hash } = extended.after
  // A copy of the head outside the database: `audit-log verify --after` finds out that an older chain was put back.
  const message = run === 'seal_audit_entries' ? 'Audit log sealed' : 'Old audit entries deleted'
  app.log.info({ shop: shopId, sequence, hash, entries: extended.entries }, message)
  return extended.entries
}
