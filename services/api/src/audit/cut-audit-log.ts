import type { WorkerApp } from '../app/context.ts'
import { extendAuditChains } from './extend-audit-chain.ts'

/** Scheduled task: deletes the entries of all shops that are older than 13 months. Returns their number. */
export const cutAuditLog = (app: WorkerApp): Promise<number> =>
  extendAuditChains(app, { view: 'due_audit_cut', run: 'cut_audit_entries' })
