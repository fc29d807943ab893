import type { InTransaction, WorkerContext } from '../app/context.ts'
import { toArray } from '../platform/db/sql.ts'

/**
 * Takes products out of the collections to which an import added them, and deletes collections that it created, nobody has changed and that contain
 * nothing else.
 * @param productIds of the products that are set back
 */
export async function undoCollections(
  tx: InTransaction<WorkerContext>,
  importId: string,
  productIds: string[],
): Promise<void> {
  await tx.em.execute(
    `select from collection where shop_id = ? and id in (
       select collection_id from product_import_collection where shop_id = ? and import_id = ?) order by id for update`,
    [tx.shop.id, tx.shop.id, importId],
  )
  await tx.em.execute(REMOVE_PRODUCTS, [tx.shop.id, importId, toArray(productIds), importId])
  await tx.em.execute(DELETE_EMPTY, [tx.shop.id, importId])
}

/** A collection of before gets another version, so that somebody who edits it meanwhile is told. That of a new one stays, by which it is known to be unchanged. */
const REMOVE_PRODUCTS = `
  with removed as (
    delete from collection_product cp using product_import_collection i
    where i.shop_id = ? and i.import_id = ? and cp.shop_id = i.shop_id and cp.collection_id = i.collection_id
      and cp.product_id = any (i.added_product_ids) and cp.product_id = any (?::uuid[])
    returning cp.shop_id, cp.collection_id
  )
  update collection c set updated_at = now(), version = case when i.is_new then c.version else gen_random_uuid() end
  from product_import_collection i
  where c.shop_id = i.shop_id and c.id = i.collection_id and i.import_id = ?
    and (c.shop_id, c.id) in (select shop_id, collection_id from removed)`

const DELETE_EMPTY = `
  delete from collection c using product_import_collection i
  where i.shop_id = ? and i.import_id = ? and i.is_new and c.shop_id = i.shop_id and c.id = i.collection_id and c.version = i.version
    and not exists (select from collection_product cp where cp.shop_id = c.shop_id and cp.collection_id = c.id)`
