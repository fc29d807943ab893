import type { Order } from '../order/order.documents.ts'

export interface WithdrawnItems {
  /** What open withdrawals leave to refund, by line. */
  quantities: Record<string, number>
  /** Whether the buyer keeps nothing: the standard delivery is then refunded too (Code de la consommation, L221-24). */
  isWhole: boolean
}

/** What the buyer has withdrawn from and waits to get back; null without an open withdrawal. */
export function withdrawnItems({
  withdrawal,
  refundable,
}: {
  withdrawal: Pick<Order['withdrawal'], 'withdrawals'>
  refundable: Pick<Order['refundable'], 'lines'>
}): WithdrawnItems | null {
  const open = withdrawal.withdrawals.filter(({ status }) => status === 'OPEN')
  if (open.length === 0) return null
  const quantities: Record<string, number> = {}
  for (const { lineId, quantity, refundedQuantity } of open.flatMap(({ lines }) => lines))
    quantities[lineId] = (quantities[lineId] ?? 0) + quantity - refundedQuantity
  const isWhole = refundable.lines.every(
    ({ id, quantity, refundedQuantity }) => refundedQuantity + (quantities[id] ?? 0) >= quantity,
  )
  return { quantities, isWhole }
}
