import { inTransaction, type WorkerApp } from '../../../app/context.ts'
import { processDueRows } from '../../../shop/process-due-rows.ts'
import { PREVIOUS_SETTINGS_HOURS } from './find-accepted-settings.ts'

const MOST_AT_ONCE = 200

/** Deletes the keys that a merchant replaced, once nothing is believed by them any more. */
export const deleteExpiredPreviousSettings = (app: WorkerApp): Promise<void> =>
  processDueRows(
    app,
    [
      'select * from due_previous_gateway_settings(make_interval(hours => ?), ?)',
      PREVIOUS_SETTINGS_HOURS,
      MOST_AT_ONCE,
    ],
    (ctx, id) =>
      inTransaction(ctx, ({ em, shop }) =>
        em.execute('delete from previous_gateway_settings where shop_id = ? and id = ?', [shop.id, id]),
      ),
    'Replaced keys were not deleted',
  )
