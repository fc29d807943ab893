import type { Process } from '../app/context.ts'

/** Scheduled task: deletes the log of catalog changes older than an hour. */
export const deleteOldCatalogChanges = (app: Process): Promise<unknown> =>
  app.orm.em.fork().execute('select delete_old_catalog_changes()')
