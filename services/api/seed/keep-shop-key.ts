import { createHash } from 'node:crypto'
import type { Client } from 'pg'

/** The shop is known by this key from now on: a lost file of made-up keys locks nobody out. */
export async function upsertShopKey(
  client: Client,
  shopId: string,
  { key, secret }: { key: string; secret: string },
): Promise<void> {
  await client.query(
    'insert into shop_key (key, shop_id, secret_hash) values ($1, $2, $3) on conflict (key) do nothing',
    [key, shopId, createHash('sha256').update(secret).digest()],
  )
}
