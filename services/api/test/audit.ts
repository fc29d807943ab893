import { v7 } from 'uuid'
import type { MerchantContext } from '../src/app/context.ts'
import { ROLE_PERMISSIONS } from '../src/kernel/permissions.ts'
import { writeAudit } from '../src/audit/write-audit.ts'
import { verifyAuditLog, type AuditLogReport, type KnownHead } from '../src/audit/verify-audit-log.ts'
import { VARIABLES } from '../src/platform/env-variables.ts'
import { inTransaction } from '../src/platform/db/in-transaction.ts'
import type { TestApi } from './api.ts'
import type { TestShop } from './shop.ts'

/** The context of a member who acts in this shop. */
export async function merchantContext(api: TestApi, shop: TestShop): Promise<MerchantContext> {
  const cachedShop = await api.app.shops.find('id', shop.id)
  if (!cachedShop) throw new Error('There is no such shop')
  const member = {
    id: v7(),
    name: 'Zoé Martin',
    tokenHash: '',
    hasSecondFactor: false,
    isRecentlyAuthenticated: false,
  }
  const permissions = ROLE_PERMISSIONS.OWNER
  const address = '203.0.113.7'
  return {
    app: api.app,
    shop: cachedShop,
    language: 'fr',
    member,
    isApiKey: false,
    role: 'OWNER',
    permissions,
    address,
  }
}

/** Writes `count` audit entries with the subjects `<prefix> 1`, `<prefix> 2`, …, each in a transaction of its own. */
export async function writeAuditEntries(
  api: TestApi,
  shop: TestShop,
  count: number,
  prefix = 'entry',
): Promise<void> {
  const ctx = await merchantContext(api, shop)
  for (let number = 1; number <= count; number++)
    await inTransaction(ctx, async (tx) =>
      writeAudit(tx, { action: 'cancelOrder', subject: `${prefix} ${number}` }),
    )
}

/** Checks the audit log of a shop as the command `audit-log verify` does. */
export const verifyShop = (
  api: TestApi,
  shop: TestShop,
  known: readonly KnownHead[] = [],
): Promise<AuditLogReport> =>
  verifyAuditLog(api.app.orm, VARIABLES.AUDIT_KEY.type.parse(api.variables.AUDIT_KEY ?? ''), shop, known)
