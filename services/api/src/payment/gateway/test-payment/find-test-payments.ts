import type { InTransaction, MerchantContext } from '../../../app/context.ts'
import { TestPayment } from './test-payment.entity.ts'

type Tx = InTransaction<MerchantContext>

/** Newest test payment by gateway account id. */
export async function findNewestTestPayments(tx: Tx): Promise<Map<string, TestPayment>> {
  const rows = await tx.em.execute<object[]>(
    `select distinct on (gateway_account_id) * from test_payment where shop_id = ?
     order by gateway_account_id, opened_at desc, id desc`,
    [tx.shop.id],
  )
  const testPayments = rows.map((row) => tx.em.map(TestPayment, row))
  return new Map(testPayments.map((testPayment) => [testPayment.gatewayAccountId, testPayment]))
}

/** When the bank last notified a test payment of the current settings, by gateway account id. */
export async function findTestedAt(tx: Tx): Promise<Map<string, Date>> {
  const rows = await tx.em.execute<{ id: string; at: string | Date }[]>(
    `select t.gateway_account_id as id, max(t.notified_at) as at from test_payment t
     join gateway_account a on a.shop_id = t.shop_id and a.id = t.gateway_account_id
     where t.shop_id = ? and t.notified_at is not null and t.opened_at >= a.settings_set_at group by 1`,
    [tx.shop.id],
  )
  return new Map(rows.map(({ id, at }) => [id, new Date(at)]))
}
