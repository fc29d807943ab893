import type { MerchantContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import type { BankProtocolName } from '../bank-protocol.ts'

/** Notifications refused later than this are unlikely to be about the test payment. */
const WINDOW = '1 hour'

export interface TestPaymentRefusal {
  reason: string
  receivedAt: Date
}

/**
 * Up to three notifications of this bank refused since the test payment started, newest first. They cannot be attributed to
 * the test payment, because they are not authentic, but they help to find a wrong key.
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
