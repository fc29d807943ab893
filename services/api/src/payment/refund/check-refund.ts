import { lineRefund } from '@triclic/money'
import { OperationError, reject, RequestError, type UserError } from '../../kernel/errors.ts'
import type { Refundable, RefundableOrderLine } from './load-refundable.ts'
import type { RecordRefundInput } from './record-refund.ts'

export interface CheckedLine {
  line: RefundableOrderLine
  quantity: number
  /** Minor units. */
  amount: number
}

/** A refund that its order allows. Amounts in minor units. */
export interface CheckedRefund {
  /** Its lines, the delivery and the other amount. */
  amount: number
  lines: CheckedLine[]
  shippingAmount: number
  otherAmount: number
  isAnnounced: boolean
}

const MAX_LINES = 1000

/**
 * Computes what a refund costs, and checks that its order still has all of it.
 * @throws OperationError NOT_FOUND for a line, NUMBER_OUT_OF_RANGE, REFUND_ABOVE_REMAINING, REFUND_EMPTY, NOTHING_TO_REFUND, REFUND_SEEN_AT_BANK
 */
export function checkRefund(refundable: Refundable, input: RecordRefundInput): CheckedRefund {
  const { captured, refunded, announced } = refundable.balance
  if (captured === 0) return reject('NOTHING_TO_REFUND')
  const problems: UserError[] = []
  const lines = checkLines(refundable, input, problems)
  const shippingAmount = input.shippingAmount ?? 0
  const otherAmount = input.otherAmount ?? 0
  if (shippingAmount < 0) problems.push({ code: 'NUMBER_OUT_OF_RANGE', field: ['shippingAmount'] })
  if (otherAmount < 0) problems.push({ code: 'NUMBER_OUT_OF_RANGE', field: ['otherAmount'] })
  if (shippingAmount > refundable.shippingTotal - refundable.refundedShipping)
    problems.push({ code: 'REFUND_ABOVE_REMAINING', field: ['shippingAmount'] })
  if (problems.length > 0) throw new OperationError(...problems)

  const amount = lines.reduce((sum, line) => sum + line.amount, shippingAmount + otherAmount)
  if (amount === 0) return reject('REFUND_EMPTY')
  if (announced > 0 && input.isAnnounced == null) return reject('REFUND_SEEN_AT_BANK', 'isAnnounced')
  const isAnnounced = input.isAnnounced === true
  if (amount > (isAnnounced ? announced : captured - refunded)) return reject('REFUND_ABOVE_REMAINING')
  return { amount, lines, shippingAmount, otherAmount, isAnnounced }
}

function checkLines(refundable: Refundable, input: RecordRefundInput, problems: UserError[]): CheckedLine[] {
  const requested = input.lines ?? []
  if (requested.length > MAX_LINES)
    throw new RequestError('BAD_USER_INPUT', `lines: at most ${MAX_LINES} are allowed.`)
  if (new Set(requested.map(({ lineId }) => lineId)).size < requested.length)
    throw new RequestError('BAD_USER_INPUT', 'lines: each line only once.')
  const known = new Map(refundable.lines.map((line) => [line.id, line]))
  return requested.flatMap(({ lineId, quantity, amount }, index) => {
    const line = known.get(lineId)
    const stop = (code: UserError['code'], field: string): [] => {
      problems.push({ code, field: ['lines', String(index), field] })
      return []
    }
    if (!line) return stop('NOT_FOUND', 'lineId')
    if (quantity < 0 || quantity > line.quantity - line.refundedQuantity)
      return stop('NUMBER_OUT_OF_RANGE', 'quantity')
    const refunded = amount ?? lineRefund(line, quantity)
    if (refunded < 0) return stop('NUMBER_OUT_OF_RANGE', 'amount')
    if (refunded > line.total - line.refundedAmount) return stop('REFUND_ABOVE_REMAINING', 'amount')
    return quantity > 0 || refunded > 0 ? [{ line, quantity, amount: refunded }] : []
  })
}
