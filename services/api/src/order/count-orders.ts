import type { MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import type { OrderFilter } from './order-filter.type.ts'
import { countSelection, readOrderSelection } from './select-orders.ts'

/** Number of the shop's orders that match the filter; MAX_COUNT, or MAX_FILTERED_COUNT, stands for that many or more. */
export const countOrders = (
  ctx: MerchantContext,
  { filter }: { filter?: OrderFilter | null },
): Promise<number> =>
  inTransaction(
    ctx,
    async (tx) => (await countSelection(tx, await readOrderSelection(tx, filter ?? {}))).count,
  )
