import type { WorkerApp } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { processDueRows } from '../../../shop/process-due-rows.ts'
import { PREVIOUS_SETTINGS_HOURS } from './find-accepted-settings.ts'

const MAX_PER_RUN = 200

/** Deletes replaced settings, with their keys, once they are no longer accepted. */
export const deleteExpiredPreviousSettings = (app: WorkerApp): Promise<void> =>
  processDueRows(
    app,
    [
      'select * from due_previous_gateway_settings(make_interval(hours => ?), ?)',
      PREVIOUS_SETTINGS_HOURS,
      MAX_PER_RUN,
    ],
    (ctx, id) =>
      inTransaction(ctx, ({ em, shop }) =>
        em.execute('delete from previous_gateway_settings where shop_id = ? and id = ?', [shop.id, id]),
      ),
    'Previous gateway settings could not be deleted',
  )
