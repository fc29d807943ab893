import { LockMode } from '@mikro-orm/core'
import { inTransaction, type InTransaction, type MerchantContext } from '../../app/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { formatMoney } from '../../mail/format-money.ts'
import { MailKind } from '../../mail/mail.type.ts'
import { queueMails } from '../../mail/queue-mails.ts'
import { writeMails, type MailToWrite } from '../../mail/write-mail.ts'
import { readText } from '../../kernel/read-text.ts'
import { lockOrderInShop } from '../../order/lock-order.ts'
import { moveOrder } from '../../order/move-order.ts'
import { OrderStatus } from '../../order/order-status.ts'
import type { Order } from '../../order/order.entity.ts'
import { takeStockAgain } from '../../inventory/reserve-stock-again.ts'
import { BankAttempt } from '../gateway/attempts/payment-attempt.entity.ts'
import type { Rescue } from './unmatched-payment.entity.ts'
import { retireCardPayment } from '../card/close-card-payment.ts'
import { judgeAcceptance } from './why-not-acceptable.ts'
import { lockRescueInShop } from './lock-unmatched-payment.ts'
import { rescueText } from './timeline-messages.ts'
import { writeRescueStep } from './write-unmatched-payment-action.ts'

export interface AcceptRescueInput {
  rescueId: string
  /** What the bank took, minor units: to be said where it is not the order's total, so that it is accepted knowingly. */
  acceptedAmount?: number | null
  note?: string | null
}

type Tx = InTransaction<MerchantContext>

/**
 * Lets the order take this money after all: PAID, by the table of states, once. An expired order's stock is taken again
 * or the money stays where it is; a card that waited is closed and its digits erased; the buyer is told.
 * @throws RESCUE_CLOSED, ORDER_ALREADY_PAID, ORDER_CANCELLED, ORDER_OUT_OF_STOCK, AMOUNT_NOT_CONFIRMED …
 */
export async function acceptRescue(
  ctx: MerchantContext,
  input: AcceptRescueInput,
): Promise<{ rescueId: string }> {
  const note = readText(input.note, 'note', 2000)
  const mailIds = await inTransaction(ctx, async (tx) => {
    const rescue = await lockRescueInShop(tx, input.rescueId)
    // Order, then attempt: the way a notification locks them.
    const order = rescue.orderId ? await lockOrderInShop(tx, { id: rescue.orderId }) : null
    const attempt = await lockAttempt(tx, rescue)
    const obstacle = judgeAcceptance(rescue, order)
    if (obstacle || !order) return refuse(obstacle ?? 'RESCUE_WITHOUT_ORDER')
    if (rescue.amount !== order.total && rescue.amount !== input.acceptedAmount)
      return refuse('AMOUNT_NOT_CONFIRMED', 'acceptedAmount')
    if (order.status === OrderStatus.EXPIRED && !(await takeStockAgain(tx, order.id)))
      return refuse('ORDER_OUT_OF_STOCK')
    return accept(tx, { rescue, attempt, order }, note)
  })
  await queueMails(ctx, mailIds)
  return { rescueId: input.rescueId }
}

const lockAttempt = (tx: Tx, { attemptId }: Rescue): Promise<BankAttempt | null> =>
  attemptId
    ? tx.em.findOne(
        BankAttempt,
        { id: attemptId, shopId: tx.shop.id },
        { lockMode: LockMode.PESSIMISTIC_WRITE },
      )
    : Promise.resolve(null)

async function accept(
  tx: Tx,
  { rescue, attempt, order }: { rescue: Rescue; attempt: BankAttempt | null; order: Order },
  note: string | null,
): Promise<string[]> {
  const amount = rescue.amount ?? order.total
  const taken = formatMoney(amount, order.currency, tx.shop.locale)
  if (attempt) {
    attempt.status = 'PAID'
    attempt.bankTransactionId = rescue.bankTransactionId ?? attempt.bankTransactionId ?? null
    attempt.paidAmount = amount === attempt.amount ? null : amount
    attempt.updatedAt = new Date()
  }
  rescue.outcome = 'ACCEPTED'
  rescue.closedAt = new Date()
  rescue.closedByName = tx.member.name
  writeRescueStep(tx, rescue, { kind: 'ACCEPTED', amount, currency: order.currency, note })
  const hadCard = await retireCardPayment(tx, order.id)
  await moveOrder(tx, order, 'bankPaid', {
    kind: 'RESCUE_ACCEPTED',
    by: tx.member.name,
    message: rescueText('ACCEPTED', tx.shop.locale, taken),
  })
  const notice = {
    outcome: 'PAID_DO_NOT_KEY',
    bank: attempt?.bankName ?? null,
    reference: rescue.reference ?? null,
  }
  const mails: MailToWrite[] = [
    { orderId: order.id, kind: MailKind.PAYMENT_CONFIRMATION, recipient: order.email, details: { amount } },
  ]
  if (hadCard)
    mails.push({
      orderId: order.id,
      kind: MailKind.PAYMENT_NOTICE,
      recipient: tx.shop.fragmentTo,
      details: notice,
    })
  return writeMails(tx, mails)
}
