import type { WorkerApp } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { toArray } from '../platform/db/sql.ts'
import { dueBatchesTask } from '../shop/due-rows-task.ts'

/** Scheduled task: deletes deliveries, with their attempts, after 30 days. */
export const deleteOldWebhookDeliveries = dueBatchesTask<WorkerApp>(
  'due_old_webhook',
  async (ctx, ids) => {
    await inTransaction(ctx, ({ em, shop }) =>
      em.execute('delete from webhook_delivery where shop_id = ? and id = any(?::uuid[])', [
        shop.id,
        toArray(ids),
      ]),
    )
    return ids.length
  },
  'Old webhook deliveries could not be deleted',
)

/** Scheduled task: deletes events of the catalogue, with their deliveries, after 30 days. */
export const deleteOldCatalogEvents = dueBatchesTask<WorkerApp>(
  'due_old_catalog_event',
  async (ctx, ids) => {
    await inTransaction(ctx, ({ em, shop }) =>
      em.execute('delete from catalog_event where shop_id = ? and id = any(?::uuid[])', [
        shop.id,
        toArray(ids),
      ]),
    )
    return ids.length
  },
  'Old events of the catalogue could not be deleted',
)
