import type { WorkerApp } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { dueRowsTask } from '../shop/due-rows-task.ts'
import { folderOfPicture } from './picture.ts'

/** Deletes pictures to which no product, collection or shop has referred for a day. Their files are deleted last: at worst, unused files remain. */
export const deleteUnusedMedia = dueRowsTask<WorkerApp>(
  'due_media',
  async (ctx, id) => {
    const isDeleted = await inTransaction(ctx, async ({ em, shop }) => {
      const [{ isUsed } = {}] = await em.execute<{ isUsed: boolean }[]>(
        `select exists (select from product_image i where i.shop_id = m.shop_id and i.media_id = m.id)
           or exists (select from collection c where c.shop_id = m.shop_id and c.media_id = m.id)
           or exists (select from shop s where s.id = m.shop_id and s.logo_media_id = m.id) as "isUsed"
         from media m where m.shop_id = ? and m.id = ? for update`,
        [shop.id, id],
      )
      const change = isUsed ? 'update media set check_at = null' : 'delete from media'
      await em.execute(`${change} where shop_id = ? and id = ? and check_at <= now()`, [shop.id, id])
      return !isUsed
    })
    if (isDeleted) await ctx.app.mediaStore.deleteFolder(folderOfPicture(ctx.shop.id, id))
    return isDeleted
  },
  'An unused picture could not be deleted',
)
