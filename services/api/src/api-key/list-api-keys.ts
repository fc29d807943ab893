import type { MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { selectApiKeys, type ApiKey } from './api-key.ts'

/** Those that were not revoked first, the newest first. */
export const listApiKeys = (ctx: MerchantContext): Promise<ApiKey[]> =>
  inTransaction(ctx, (tx) => selectApiKeys(tx))
