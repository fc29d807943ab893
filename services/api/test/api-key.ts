import { v7 } from 'uuid'
import { newApiKeyToken } from '../src/api-key/api-key-token.ts'
import { KEY_PERMISSIONS } from '../src/kernel/key-permissions.ts'
import { sha256 } from '../src/platform/crypto/sign.ts'
import type { TestApi } from './api.ts'
import { executeInShop } from './sql.ts'

/** A key of a shop, and the headers of its requests. */
export interface TestApiKey {
  id: string
  token: string
  headers: Record<string, string>
}

/** Inserts a key that a member of the name Alex created, without expiry. */
export async function insertTestApiKey(
  api: TestApi,
  shop: { id: string },
  scopes: readonly string[] = KEY_PERMISSIONS,
  name = 'Stock program',
): Promise<TestApiKey> {
  const [id, token] = [v7(), newApiKeyToken()]
  await executeInShop(
    api,
    shop,
    `insert into merchant_api_key (shop_id, id, name, scopes, token_hash, created_by, created_by_name)
     values ($1, $2, $3, $4, $5, $2, 'Alex')`,
    ...[shop.id, id, name, scopes, sha256(token)],
  )
  return { id, token, headers: { authorization: `Bearer ${token}` } }
}
