import type { Api } from '../app/context.ts'
import { RequestError } from '../kernel/errors.ts'
import { isKeyPermission } from '../kernel/key-permissions.ts'
import type { Permission } from '../kernel/permissions.ts'
import { sha256 } from '../platform/crypto/sign.ts'
import { isWellFormed } from './api-key-token.ts'

/** A valid key, and what it may do in its shop. */
export interface FoundApiKey {
  id: string
  name: string
  shopId: string
  permissions: ReadonlySet<Permission>
}

interface ApiKeyRow {
  shop_id: string
  id: string
  name: string
  scopes: string[]
  state: 'VALID' | 'EXPIRED' | 'REVOKED'
}

/**
 * The key of a token, in one SQL statement, and notes its use.
 * @throws API_KEY_INVALID, API_KEY_EXPIRED, API_KEY_REVOKED
 */
export async function findApiKey(app: Pick<Api, 'orm' | 'apiKeyUses'>, token: string): Promise<FoundApiKey> {
  const row = isWellFormed(token) ? await readRow(app, token) : undefined
  if (!row) throw new RequestError('API_KEY_INVALID', 'There is no such API key.')
  if (row.state === 'EXPIRED') throw new RequestError('API_KEY_EXPIRED', 'The API key has expired.')
  if (row.state === 'REVOKED') throw new RequestError('API_KEY_REVOKED', 'The API key was revoked.')
  app.apiKeyUses.note(`${row.shop_id}/${row.id}`)
  const { id, name, shop_id: shopId, scopes } = row
  return { id, name, shopId, permissions: new Set(scopes.filter(isKeyPermission)) }
}

async function readRow({ orm }: Pick<Api, 'orm'>, token: string): Promise<ApiKeyRow | undefined> {
  const [row] = await orm.em
    .fork()
    .execute<ApiKeyRow[]>("select * from find_api_key(decode(?, 'hex'))", [sha256(token).toString('hex')])
  return row
}
