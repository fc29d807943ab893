import type { InTransaction, ShopContext } from '../../app/context.ts'
import { executeAndCommit } from '../../platform/db/execute-and-commit.ts'
import { columnsOf, toEntities } from '../../platform/db/load-entities.ts'
import { selectLines, type OrderWithLines } from '../load-order-with-lines.ts'
import { Order, type OrderedLine } from '../order.entity.ts'

/** An order with what its confirmation says: the texts are null if nothing was published when it was placed. */
export type ConfirmedOrder = OrderWithLines & { termsText: string | null; withdrawalText: string | null }

interface Row {
  lines: OrderedLine[]
  termsText: string | null
  withdrawalText: string | null
}

/**
 * The shop's order with its lines and the terms that apply to it, in one statement. With `commits`, the transaction ends with it.
 * @throws when there is none
 */
export async function loadConfirmedOrder(
  tx: InTransaction<ShopContext>,
  id: string | null | undefined,
  { commits = false } = {},
): Promise<ConfirmedOrder> {
  const sql = `select ${columnsOf(tx.em, Order, 'o')}, ${selectLines('o')} as lines,
       (select v.text from legal_page_version v where v.shop_id = o.shop_id and v.id = o.terms_version_id) as "termsText",
       (select v.text from legal_page_version v where v.shop_id = o.shop_id and v.id = o.withdrawal_version_id) as "withdrawalText"
     from "order" o where o.shop_id = ? and o.id = ?`
  const params = [tx.shop.id, id]
  const [row] = commits
    ? await executeAndCommit<Row>(tx.em, sql, params)
    : await tx.em.execute<Row[]>(sql, params)
  if (!row) throw new Error('There is no such order')
  const { lines, termsText, withdrawalText, ...columns } = row
  const [order] = toEntities(tx.em, Order, [columns]) as [Order]
  return Object.assign(order, { lines, termsText, withdrawalText })
}
