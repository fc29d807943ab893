import type { InTransaction, ShopContext } from '../../app/context.ts'

/** SQL: whether the newest payment of an order was made in a bank's test environment; null before any. The arguments are SQL expressions. */
export const selectIsPaidInTest = (shopId: string, orderId: string): string => `(
  select l.is_test from ledger_entry l where l.shop_id = ${shopId} and l.order_id = ${orderId}
    and l.kind in ('CERTIFICATION', 'BANK_PAYMENT', 'TRANSFER', 'CHEQUE') order by l.sequence desc limit 1)`

/** Whether the newest payment of a locked order was made in a bank's test environment; false before any. */
export async function isPaidInTest(
  { em, shop }: InTransaction<ShopContext>,
  orderId: string,
): Promise<boolean> {
  const sql = `select ${selectIsPaidInTest('?', '?')} as "isTest"`
  const [row] = await em.execute<{ isTest: boolean | null }[]>(sql, [shop.id, orderId])
  return row?.isTest ?? false
}
