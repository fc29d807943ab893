import type { WorkerApp } from '../../../context.ts'
import { inShop } from '../../../platform/orm.ts'
import { EARLIER_HOURS } from './find-believed-settings.ts'

/** Deletes the keys that a merchant replaced, once nothing is believed by them any more. */
export async function forgetEarlierBankSettings(app: WorkerApp): Promise<void> {
  const due = await app.orm.em
    .fork()
    .execute<{ shop_id: string; id: string }[]>(
      'select * from due_earlier_bank_settings(make_interval(hours => ?), 200)',
      [EARLIER_HOURS],
    )
  for (const { shop_id, id } of due)
    await inShop(app.orm, shop_id, (em) =>
      em.execute('delete from bank_account_earlier where shop_id = ? and id = ?', [shop_id, id]),
    )
}
