import type { InTransaction, ShopContext, WorkerApp } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { dueRowsTask } from '../shop/due-rows-task.ts'
import { folderOfPicture } from './picture.ts'

/** Deletes pictures to which no product, collection or shop has referred for a day. Their files are deleted last: at worst, unused files remain. */
export const deleteUnusedMedia = dueRowsTask<WorkerApp>(
  'due_media',
  async (ctx, id) => {
    const isDeleted = await inTransaction(ctx, (tx) => deleteIfUnused(tx, id))
    if (isDeleted) await ctx.app.mediaStore.deleteFolder(folderOfPicture(ctx.shop.id, id))
    return isDeleted
  },
  'An unused picture could not be deleted',
)

/**
 * Whether the row was deleted. It is locked first, in a statement of its own: only then does the next statement see what was changed while this
 * one waited, such as a product that has begun to show the picture, or a member who has uploaded it again.
 */
async function deleteIfUnused({ em, shop }: InTransaction<ShopContext>, id: string): Promise<boolean> {
  const locked = await em.execute<object[]>(
    'select from media where shop_id = ? and id = ? and check_at <= now() for update',
    [shop.id, id],
  )
  if (locked.length === 0) return false
  const deleted = await em.execute<object[]>(
    `delete from media m where m.shop_id = ? and m.id = ?
       and not exists (select from product_image i where i.shop_id = m.shop_id and i.media_id = m.id)
       and not exists (select from collection c where c.shop_id = m.shop_id and c.media_id = m.id)
       and not exists (select from shop s where s.id = m.shop_id and s.logo_media_id = m.id)
     returning m.id`,
    [shop.id, id],
  )
  if (deleted.length > 0) return true
  await em.execute('update media set check_at = null where shop_id = ? and id = ?', [shop.id, id])
  return false
}
