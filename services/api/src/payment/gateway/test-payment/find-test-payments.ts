import type { InTransaction, MerchantContext } from '../../../app/context.ts'
import { BankTrial } from './test-payment.entity.ts'

type Tx = InTransaction<MerchantContext>

/** The newest trial of each of the shop's banks, by the account's id. */
export async function findNewestTrials(tx: Tx): Promise<Map<string, BankTrial>> {
  const rows = await tx.em.execute<object[]>(
    `select distinct on (bank_account_id) * from bank_trial where shop_id = ?
     order by bank_account_id, opened_at desc, id desc`,
    [tx.shop.id],
  )
  const trials = rows.map((row) => tx.em.map(BankTrial, row))
  return new Map(trials.map((trial) => [trial.bankAccountId, trial]))
}

/** When each bank last answered a trial of its settings as they are now, by the account's id. */
export async function findTriedAt(tx: Tx): Promise<Map<string, Date>> {
  const rows = await tx.em.execute<{ id: string; at: string | Date }[]>(
    `select t.bank_account_id as id, max(t.notified_at) as at from bank_trial t
     join bank_account a on a.shop_id = t.shop_id and a.id = t.bank_account_id
     where t.shop_id = ? and t.notified_at is not null and t.opened_at >= a.settings_set_at group by 1`,
    [tx.shop.id],
  )
  return new Map(rows.map(({ id, at }) => [id, new Date(at)]))
}
