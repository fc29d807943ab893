import { inTransaction, type MerchantContext } from '../../../app/context.ts'
import type { BankProtocolName } from '../bank-protocol.ts'

/** A bank's notification is about a test payment for this long: what is refused later has another story. */
const WINDOW = '1 hour'

export interface TestPaymentRefusal {
  reason: string
  receivedAt: Date
}

/**
 * What was not believed of this bank since the test payment was opened, newest first. Being unauthentic, it can't be tied to the
 * test payment; it is what a wrong key looks like.
 */
export function findTestPaymentRefusals(
  ctx: MerchantContext,
  testPayment: { protocol: BankProtocolName; openedAt: Date },
): Promise<TestPaymentRefusal[]> {
  return inTransaction(ctx, async ({ em, shop }) => {
    const rows = await em.execute<{ reason: string; received_at: string | Date }[]>(
      `select reason, received_at from bank_notification_refused
       where shop_id = ? and protocol = ? and received_at >= ?::timestamptz and received_at < ?::timestamptz + ?::interval
       order by received_at desc limit 3`,
      [
        shop.id,
        testPayment.protocol,
        testPayment.openedAt.toISOString(),
        testPayment.openedAt.toISOString(),
        WINDOW,
      ],
    )
    return rows.map((row) => ({ reason: row.reason, receivedAt: new Date(row.received_at) }))
  })
}
