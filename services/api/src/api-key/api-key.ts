import type { InTransaction, MerchantContext } from '../app/context.ts'
import { isKeyPermission } from '../kernel/key-permissions.ts'
import type { Permission } from '../kernel/permissions.ts'

/** A key of the merchant API, without its token, which nobody can read again. */
export interface ApiKey {
  id: string
  name: string
  scopes: Permission[]
  createdByName: string
  createdAt: Date
  /** Null: valid until it is revoked. */
  expiresAt: Date | null
  /** To the minute; null if it was never used. */
  lastUsedAt: Date | null
  revokedAt: Date | null
}

/** The most keys that are listed: valid ones first. */
const MAX_LISTED = 200

/** The keys of the shop, or one of them: those that are not revoked first, the newest first. */
export async function selectApiKeys(
  { em, shop }: InTransaction<MerchantContext>,
  id: string | null = null,
): Promise<ApiKey[]> {
  const rows = await em.execute<ApiKeyRow[]>(SELECT, [shop.id, id, id, MAX_LISTED])
  const toDate = (text: string | null) => (text === null ? null : new Date(text))
  return rows.map((row) => ({
    ...row,
    scopes: row.scopes.filter(isKeyPermission),
    createdAt: new Date(row.createdAt),
    expiresAt: toDate(row.expiresAt),
    lastUsedAt: toDate(row.lastUsedAt),
    revokedAt: toDate(row.revokedAt),
  }))
}

interface ApiKeyRow {
  id: string
  name: string
  scopes: string[]
  createdByName: string
  createdAt: string
  expiresAt: string | null
  lastUsedAt: string | null
  revokedAt: string | null
}

const SELECT = `
  select id, name, scopes, created_by_name as "createdByName", created_at as "createdAt", expires_at as "expiresAt",
    last_used_at as "lastUsedAt", revoked_at as "revokedAt"
  from merchant_api_key where shop_id = ? and (?::uuid is null or id = ?::uuid)
  order by revoked_at is not null, created_at desc, id desc limit ?`
