import { v7 } from 'uuid'
import type { InTransaction, MerchantContext } from '../../app/context.ts'
import { writeAudit } from '../../audit/write-audit.ts'
import { OperationError, reject, type UserError } from '../../kernel/errors.ts'
import { parseText } from '../../kernel/read-text.ts'
import { lockOrderInShop } from '../../order/lock-order.ts'
import type { Order } from '../../order/order.entity.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import type { ManualMethod } from '../../shop/manual-payments.ts'
import { applyReceipt } from './apply-receipt.ts'

export interface RecordReceiptInput {
  orderCode: string
  method: ManualMethod
  /** Minor units in the currency of the order. */
  amount: number
  /** A day in the shop's time zone: YYYY-MM-DD. */
  receivedOn: string
  /** What the bank calls it, or the number of the cheque. */
  reference?: string | null
  /** Ids of the receipts that the member was shown, those that were undone too: none is recorded twice by two members. */
  knownReceipts: readonly string[]
}

/** The largest value of PostgreSQL's `integer`. */
const MAX_AMOUNT = 2 ** 31 - 1

/**
 * Records that a transfer or a cheque was received. The order becomes PAID once the whole amount is there; a part of it, and what exceeds it, become
 * unmatched payments.
 * @throws OperationError NOT_FOUND, RECEIPT_AMOUNT_INVALID, RECEIPT_DAY_INVALID, RECEIPT_RECORDED_MEANWHILE
 */
export function recordReceipt(ctx: MerchantContext, input: RecordReceiptInput): Promise<{ order: Order }> {
  const reference = parseText(input.reference, 'reference', 100)
  const problems: UserError[] = []
  if (!Number.isInteger(input.amount) || input.amount < 1 || input.amount > MAX_AMOUNT)
    problems.push({ code: 'RECEIPT_AMOUNT_INVALID', field: ['amount'] })
  if (input.receivedOn > today(ctx.shop.timeZone) || input.receivedOn < '2000-01-01')
    problems.push({ code: 'RECEIPT_DAY_INVALID', field: ['receivedOn'] })
  if (problems.length > 0) throw new OperationError(...problems)
  return inTransaction(ctx, async (tx) => {
    const order = (await lockOrderInShop(tx, { code: input.orderCode })) ?? reject('NOT_FOUND', 'orderCode')
    await requireKnownReceipts(tx, order, input.knownReceipts)
    const receipt = {
      id: v7(),
      method: input.method,
      amount: input.amount,
      receivedOn: input.receivedOn,
      reference,
    }
    writeAudit(tx, {
      action: 'recordReceipt',
      subject: `${order.code} ${input.method} ${input.amount} ${order.currency}`,
    })
    await applyReceipt(tx, order, receipt)
    return { order }
  })
}

const today = (timeZone: string): string =>
  new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' }).format(new Date())

/** Of two members who record at the same time, the second must look first. */
async function requireKnownReceipts(
  { em, shop }: InTransaction<MerchantContext>,
  order: Order,
  known: readonly string[],
): Promise<void> {
  const rows = await em.execute<{ id: string }[]>(
    'select id from manual_receipt where shop_id = ? and order_id = ?',
    [shop.id, order.id],
  )
  if (rows.some(({ id }) => !known.includes(id))) reject('RECEIPT_RECORDED_MEANWHILE', 'knownReceipts')
}
