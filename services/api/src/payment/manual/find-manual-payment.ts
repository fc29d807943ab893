import type { BuyerContext, InTransaction, ShopContext } from '../../app/context.ts'
import type { BatchQuery } from '../../platform/db/batch-load.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { toArray } from '../../platform/db/sql.ts'
import type { ChequeInstructions, ManualMethod, TransferInstructions } from '../../shop/manual-payments.ts'

/** What a buyer was told to do. Instants as PostgreSQL writes them in JSON. */
export interface FoundManualPayment {
  id: string
  orderId: string
  method: ManualMethod
  instructions: Partial<TransferInstructions & ChequeInstructions>
  dueAt: string
  chosenAt: string
}

const COLUMNS = `m.id, m.order_id as "orderId", m.method, m.instructions, m.due_at as "dueAt", m.chosen_at as "chosenAt"`

/** Selects the newest choice of an order. The arguments are SQL expressions. */
export const selectManualPayment = (shopId: string, orderId: string): string => `
  select ${COLUMNS} from manual_payment m where m.shop_id = ${shopId} and m.order_id = ${orderId} order by m.chosen_at desc, m.id desc limit 1`

/** The newest choice of the order, or null. */
export async function findManualPayment(
  ctx: BuyerContext,
  orderId: string,
): Promise<FoundManualPayment | null> {
  const [found] = await inTransaction(ctx, ({ em, shop }) =>
    em.execute<FoundManualPayment[]>(selectManualPayment('?', '?'), [shop.id, orderId]),
  )
  return found ?? null
}

/** The choice with this id. @throws when there is none */
export async function loadManualPayment(
  { em, shop }: InTransaction<ShopContext>,
  id: unknown,
): Promise<FoundManualPayment> {
  const [found] = await em.execute<FoundManualPayment[]>(
    `select ${COLUMNS} from manual_payment m where m.shop_id = ? and m.id = ?`,
    [shop.id, id],
  )
  return found ?? Promise.reject(new Error('There is no such transfer or cheque'))
}

/** Newest first, of several orders. */
export const manualPaymentsOfOrders: BatchQuery<FoundManualPayment> = (ctx, ids) =>
  inTransaction(ctx, ({ em, shop }) =>
    em.execute<FoundManualPayment[]>(
      `select ${COLUMNS} from manual_payment m where m.shop_id = ? and m.order_id = any(?::uuid[])
       order by m.chosen_at desc, m.id desc`,
      [shop.id, toArray(ids)],
    ),
  )
