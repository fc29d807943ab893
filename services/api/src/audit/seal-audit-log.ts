import type { WorkerApp } from '../app/context.ts'
import { extendAuditChains } from './extend-audit-chain.ts'

/** Scheduled task: gives every entry that has no place in its shop's chain the next one. Returns the number of entries. */
export const sealAuditLog = (app: WorkerApp): Promise<number> =>
  extendAuditChains(app, { view: 'due_audit_entry', run: 'seal_audit_entries' })
