import type { WorkerApp } from '../app/context.ts'
import { inShop } from '../platform/db/orm.ts'
import { reportFailure } from '../platform/telemetry/report-failure.ts'
import { isSignedChain, signChain, type AuditChain } from './audit-chain.ts'

/** So that neither a shop's first sealing nor its yearly cut holds the chain for long. */
const MAX_ENTRIES = 1000

interface Step {
  /** A view of the entries that are due. */
  view: 'due_audit_entry' | 'due_audit_cut'
  /** The database function that processes them. */
  run: 'seal_audit_entries' | 'cut_audit_entries'
}

/**
 * Seals or cuts the due entries of all shops. A shop whose chain was altered is reported and left as it is; the others go on.
 *
 * @returns the number of entries that were sealed or deleted
 */
export async function extendAuditChains(app: WorkerApp, step: Step): Promise<number> {
  let total = 0
  let pending = await findShops(app, step)
  while (pending.length > 0) {
    const unfinished: string[] = []
    for (const shopId of pending) {
      if (app.stopping.aborted) return total
      try {
        const entries = await extendAuditChain(app, shopId, step)
        total += entries
        if (entries === MAX_ENTRIES) unfinished.push(shopId)
      } catch (error) {
        const message = 'The audit log of a shop can’t be sealed or cut; will retry'
        reportFailure(app.log, 'scheduled-task', error, { shop: shopId }, message)
      }
    }
    pending = unfinished
  }
  return total
}

async function findShops(app: WorkerApp, { view }: Step): Promise<string[]> {
  const rows = await app.orm.em
    .fork()
    .execute<{ id: string }[]>('select shops_with_due_rows(?) as id', [view])
  return rows.map(({ id }) => id)
}

/** @throws when the chain is not as it was last signed: signing it would hide that somebody altered it */
async function extendAuditChain(app: WorkerApp, shopId: string, { run }: Step): Promise<number> {
  const key = app.env.auditKey
  const extended = await inShop(app.orm, shopId, async (em) => {
    const [row] = await em.execute<{ entries: number; before: AuditChain; after: AuditChain }[]>(
      `select entries, chain_before as before, chain_after as after from ${run}(?, ?)`,
      [shopId, MAX_ENTRIES],
    )
    if (!row) return null
    if (!isSignedChain(key, row.before))
      throw new Error('The audit chain does not have a valid signature: somebody altered it.')
    await em.execute('select sign_audit_chain(?, ?)', [shopId, signChain(key, row.after)])
    return row
  })
  if (!extended || extended.entries === 0) return 0
  const { head_sequence: sequence, head_hash: hash } = extended.after
  // A copy of the head outside the database: `audit-log verify --after` finds out that an older chain was put back.
  app.log.info({ shop: shopId, sequence, hash }, 'Audit log sealed')
  return extended.entries
}
