import type { Process } from '../app/context.ts'

/** Scheduled task: deletes the log of changes older than an hour. */
export const deleteOldShopChanges = (app: Process): Promise<unknown> =>
  app.orm.em.fork().execute('select delete_old_shop_changes()')
