import { v7 } from 'uuid'
import type { MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { OperationError, reject } from '../kernel/errors.ts'
import { isKeyPermission } from '../kernel/key-permissions.ts'
import { PERMISSIONS, type Permission } from '../kernel/permissions.ts'
import { rejectCardInText } from '../kernel/read-text.ts'
import { trimInvisible } from '../kernel/visible-text.ts'
import { sha256 } from '../platform/crypto/sign.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { toArray } from '../platform/db/sql.ts'
import { newApiKeyToken } from './api-key-token.ts'
import { selectApiKeys, type ApiKey } from './api-key.ts'

const MAX_NAME_LENGTH = 60

/** For how many days a key is valid; null until it is revoked. */
export const LIFETIMES = { DAYS_30: 30, DAYS_90: 90, DAYS_365: 365, UNLIMITED: null } as const

export interface NewApiKey {
  name: string
  scopes: readonly Permission[]
  lifetime: keyof typeof LIFETIMES
}

/** The key, and its token, which is never shown again. */
export interface ApiKeyCreated {
  apiKey: ApiKey
  token: string
}

/**
 * Creates a key with which a program of the shop may call the merchant API. The database checks the session again, and that the member has what the key is allowed.
 *
 * @throws OperationError REQUIRED, TEXT_TOO_LONG, CARD_NUMBER_IN_TEXT, PERMISSION_NOT_ALLOWED for each scope that no key or not this member can give,
 * TOO_MANY_API_KEYS
 */
export async function createApiKey(ctx: MerchantContext, input: NewApiKey): Promise<ApiKeyCreated> {
  const name = trimInvisible(input.name)
  if (!name) reject('REQUIRED', 'name')
  if (name.length > MAX_NAME_LENGTH) reject('TEXT_TOO_LONG', 'name')
  rejectCardInText(name, 'name')
  const scopes = parseScopes(ctx, input.scopes)
  const [id, token] = [v7(), newApiKeyToken()]
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.em.execute<{ created: boolean }[]>(
      "select create_api_key(decode(?, 'hex'), ?, ?, ?, ?::text[], ?::integer, decode(?, 'hex')) as created",
      [
        ...[tx.member.tokenHash, tx.shop.id, id, name],
        ...[toArray(scopes), LIFETIMES[input.lifetime], sha256(token).toString('hex')],
      ],
    )
    if (!row?.created) reject('TOO_MANY_API_KEYS')
    writeAudit(tx, { action: 'createApiKey', subject: `${name}: ${scopes.join(', ')}` })
    const [apiKey] = await selectApiKeys(tx, id)
    if (!apiKey) throw new Error('The key was not inserted')
    return { apiKey, token }
  })
}

function parseScopes({ permissions }: MerchantContext, wanted: readonly Permission[]): Permission[] {
  const scopes = PERMISSIONS.filter((permission) => wanted.includes(permission))
  if (scopes.length === 0) reject('REQUIRED', 'scopes')
  const refused = scopes.filter((scope) => !isKeyPermission(scope) || !permissions.has(scope))
  if (refused.length > 0)
    throw new OperationError({ code: 'PERMISSION_NOT_ALLOWED', field: ['scopes', ...refused] })
  return scopes
}
