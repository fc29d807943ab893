import { validate as isUuid } from 'uuid'
import type { MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { selectWebhooks, type Webhook } from './webhook.ts'

/** Oldest first. */
export const listWebhooks = (ctx: MerchantContext): Promise<Webhook[]> =>
  inTransaction(ctx, (tx) => selectWebhooks(tx))

/** Null when the shop has none with this id. */
export const findWebhook = (ctx: MerchantContext, id: string): Promise<Webhook | null> =>
  inTransaction(ctx, async (tx) => (isUuid(id) ? ((await selectWebhooks(tx, id))[0] ?? null) : null))
