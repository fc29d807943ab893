import type { InTransaction, MerchantContext } from '../../app/context.ts'
import type { BatchQuery } from '../../platform/db/batch-load.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { toArray } from '../../platform/db/sql.ts'
import type { ManualMethod } from '../../shop/manual-payments.ts'

/** Money that a member recorded as received. Instants as PostgreSQL writes them. */
export interface ManualReceipt {
  id: string
  orderId: string
  method: ManualMethod
  /** Minor units. */
  amount: number
  currency: string
  /** A day: YYYY-MM-DD. */
  receivedOn: string
  reference: string | null
  paidOrder: boolean
  recordedByName: string
  recordedAt: string
  undoneAt: string | null
  undoneByName: string | null
}

const COLUMNS = `r.id, r.order_id as "orderId", r.method, r.amount, r.currency, r.received_on::text as "receivedOn", r.reference,
  r.paid_order as "paidOrder", r.recorded_by_name as "recordedByName", r.recorded_at as "recordedAt", r.undone_at as "undoneAt",
  r.undone_by_name as "undoneByName"`

/** Oldest first, of several orders. */
export const receiptsOfOrders: BatchQuery<ManualReceipt> = (ctx, ids) =>
  inTransaction(ctx, ({ em, shop }) =>
    em.execute<ManualReceipt[]>(
      `select ${COLUMNS} from manual_receipt r where r.shop_id = ? and r.order_id = any(?::uuid[])
       order by r.recorded_at, r.id`,
      [shop.id, toArray(ids)],
    ),
  )

/** The shop's receipt with this id, or null. The caller locks its order before it acts on it. */
export async function findReceipt(
  { em, shop }: InTransaction<MerchantContext>,
  id: string,
): Promise<ManualReceipt | null> {
  const [receipt] = await em.execute<ManualReceipt[]>(
    `select ${COLUMNS} from manual_receipt r where r.shop_id = ? and r.id = ?`,
    [shop.id, id],
  )
  return receipt ?? null
}
