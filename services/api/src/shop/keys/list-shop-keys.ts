import type { InTransaction, MerchantContext } from '../../app/context.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'

/** A publishable key; its secret is known to the merchant alone. */
export interface ShopKey {
  key: string
  /** What the merchant calls it; may be empty. */
  name: string
  createdAt: Date
  /** When it stops being valid; null until it is rotated. */
  expiresAt: Date | null
  /** To the minute; null if it was never used. */
  lastUsedAt: Date | null
}

/** Oldest first, expired ones too. */
export const listShopKeys = (ctx: MerchantContext): Promise<ShopKey[]> =>
  inTransaction(ctx, (tx) => selectShopKeys(tx))

export async function selectShopKeys({ em, shop }: InTransaction<MerchantContext>): Promise<ShopKey[]> {
  const rows = await em.execute<ShopKeyRow[]>(
    `select k.key, k.name, k.created_at as "createdAt", k.expires_at as "expiresAt", u.last_used_at as "lastUsedAt"
     from shop_key k left join shop_key_use u on u.shop_id = k.shop_id and u.key = k.key
     where k.shop_id = ? order by k.created_at, k.key`,
    [shop.id],
  )
  const toDate = (text: string | null) => (text === null ? null : new Date(text))
  return rows.map((row) => ({
    ...row,
    createdAt: new Date(row.createdAt),
    expiresAt: toDate(row.expiresAt),
    lastUsedAt: toDate(row.lastUsedAt),
  }))
}

interface ShopKeyRow {
  key: string
  name: string
  createdAt: string
  expiresAt: string | null
  lastUsedAt: string | null
}
