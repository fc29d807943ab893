import { inTransaction, type WorkerApp } from '../../../app/context.ts'
import { sweepDue } from '../../../shop/process-due-rows.ts'
import { EARLIER_HOURS } from './find-accepted-settings.ts'

const MOST_AT_ONCE = 200

/** Deletes the keys that a merchant replaced, once nothing is believed by them any more. */
export const forgetEarlierBankSettings = (app: WorkerApp): Promise<void> =>
  sweepDue(
    app,
    ['select * from due_earlier_bank_settings(make_interval(hours => ?), ?)', EARLIER_HOURS, MOST_AT_ONCE],
    (ctx, id) =>
      inTransaction(ctx, ({ em, shop }) =>
        em.execute('delete from bank_account_earlier where shop_id = ? and id = ?', [shop.id, id]),
      ),
    'Replaced keys were not deleted',
  )
