import type { Client } from 'pg'
import { isSignedChain, signChain, type AuditChain } from '../audit/audit-chain.ts'
import type { Found } from './key-report.ts'
import type { Rotation } from './rotate-keys.ts'

/** What AUDIT_KEY signs: of each shop both ends of its chain. */
export const AUDIT_LOGS = { setting: 'AUDIT_KEY', values: 'audit logs' } as const

/**
 * Counts the audit log of a shop, and signs it with the first key if an earlier one signed it. A log with another signature is left as it is: signing it would
 * hide that somebody altered it. In a transaction of this shop.
 */
export async function rotateAuditChain(client: Client, rotation: Rotation, shopId: string): Promise<void> {
  const { rows } = await client.query<{ chain: AuditChain }>(
    'select to_jsonb(c) as chain from audit_chain c where shop_id = $1',
    [shopId],
  )
  for (const { chain } of rows)
    rotation.reports.count(AUDIT_LOGS, await rotateSignature(client, rotation, chain), shopId)
}

async function rotateSignature(
  client: Client,
  { keys: { auditKeys }, renews }: Rotation,
  chain: AuditChain,
): Promise<Found> {
  if (isSignedChain([auditKeys[0]], chain)) return 'current'
  if (!isSignedChain(auditKeys, chain)) return 'unreadable'
  if (!renews) return 'earlier'
  const { rowCount } = await client.query(
    'update audit_chain set signature = $1 where shop_id = $2 and signature = $3',
    [signChain(auditKeys[0], chain), chain.shop_id, chain.signature],
  )
  return rowCount === 1 ? 'renewed' : 'earlier'
}
