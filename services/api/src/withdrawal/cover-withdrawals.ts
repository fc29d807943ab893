import type { InTransaction, MerchantContext } from '../app/context.ts'

interface OpenLine {
  withdrawalId: string
  lineId: string
  quantity: number
  refundedQuantity: number
}

/**
 * Counts a refund of a locked order for its open withdrawals, the oldest first, and settles those that have all their items refunded.
 * @param refund the refunded items, and whether nothing of the payment is left
 */
export async function coverWithdrawals(
  { em, shop }: InTransaction<MerchantContext>,
  orderId: string,
  refund: { lines: readonly { lineId: string; quantity: number }[]; isAll: boolean },
): Promise<void> {
  const open = await em.execute<OpenLine[]>(
    `select l.withdrawal_id as "withdrawalId", l.order_line_id as "lineId", l.quantity, l.refunded_quantity as "refundedQuantity"
     from withdrawal w join withdrawal_line l on l.shop_id = w.shop_id and l.withdrawal_id = w.id
     where w.shop_id = ? and w.order_id = ? and w.settled_at is null order by w.withdrawn_at, w.id`,
    [shop.id, orderId],
  )
  if (open.length === 0) return
  const left = new Map(refund.lines.map(({ lineId, quantity }) => [lineId, quantity]))
  const covered = open.map((line) => {
    const waiting = line.quantity - line.refundedQuantity
    const taken = refund.isAll ? waiting : Math.min(waiting, left.get(line.lineId) ?? 0)
    left.set(line.lineId, (left.get(line.lineId) ?? 0) - taken)
    return { ...line, taken }
  })
  await em.execute(
    `with covered as (
       select * from jsonb_to_recordset(?::jsonb) as c ("withdrawalId" uuid, "lineId" uuid, taken integer)
     ), counted as (
       update withdrawal_line l set refunded_quantity = l.refunded_quantity + c.taken from covered c
       where l.shop_id = ? and l.withdrawal_id = c."withdrawalId" and l.order_line_id = c."lineId" and c.taken > 0
     )
     update withdrawal w set settled_at = now() where w.shop_id = ? and w.id in (
       select "withdrawalId" from jsonb_to_recordset(?::jsonb) as c ("withdrawalId" uuid, waiting integer)
       group by "withdrawalId" having sum(waiting) = 0)`,
    [
      JSON.stringify(covered),
      shop.id,
      shop.id,
      JSON.stringify(
        covered.map(({ withdrawalId, quantity, refundedQuantity, taken }) => ({
          withdrawalId,
          waiting: quantity - refundedQuantity - taken,
        })),
      ),
    ],
  )
}
