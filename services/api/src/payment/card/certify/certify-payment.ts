import { v7 } from 'uuid'
import { writeAudit } from '../../../audit/write-audit.ts'
import type { InTransaction, MerchantContext } from '../../../app/context.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { RequestError, reject } from '../../../kernel/errors.ts'
import type { NewEvent } from '../../../event/event-types.ts'
import { lacksSecondFactor } from '../../../shop/lacks-second-factor.ts'
import { parseText } from '../../../kernel/read-text.ts'
import { changeOrderStatus } from '../../../order/change-order-status.ts'
import type { StatusCause } from '../../../order/order-status.ts'
import type { Order } from '../../../order/order.entity.ts'
import type { CardPayment } from '../card-payment.entity.ts'
import { Certification } from './certification.entity.ts'
import type { DeclineReason } from './decline-reason.ts'
import { findCardPaymentInShop } from '../find-card-payment.ts'
import { closeCardPayment } from '../close-card-payment.ts'
import { appendLedgerAndCommit } from '../../ledger/append-ledger.ts'

export type CertificationOutcome = 'APPROVED' | 'REFUSED' | 'REFERRAL'

export interface CertifyPaymentInput {
  orderCode: string
  paymentId: string
  outcome: CertificationOutcome
  /** The amount authorized by the bank, in minor units. Defaults to the payment's amount. */
  amount?: number | null
  /** `amount` again; required as a confirmation with APPROVED if it is not the order's total. */
  acceptedAmount?: number | null
  authorizationNumber?: string | null
  /** Ignored unless the outcome is REFUSED. */
  declineReason?: DeclineReason | null
  bankReference?: string | null
  note?: string | null
}

const CAUSES = {
  APPROVED: 'certifyApproved',
  REFUSED: 'certifyRefused',
  REFERRAL: 'certifyReferral',
} as const satisfies Record<CertificationOutcome, StatusCause>

/**
 * Records the answer of the merchant's bank. APPROVED and REFUSED are final: they change the order's status, erase the
 * card's digits and notify the buyer.
 * @throws SECOND_FACTOR_REQUIRED, NOT_FOUND, PAYMENT_CLOSED, ALREADY_CERTIFIED, REQUIRED, AUTHORIZATION_NUMBER_INVALID, AMOUNT_ABOVE_TOTAL or
 * AMOUNT_NOT_CONFIRMED.
 */
export function certifyPayment(ctx: MerchantContext, input: CertifyPaymentInput): Promise<{ order: Order }> {
  return inTransaction(ctx, async (tx) => {
    if (lacksSecondFactor(tx)) reject('SECOND_FACTOR_REQUIRED')
    const found = await findCardPaymentInShop(tx, input)
    requireOpen(found.payment)
    const authorizationNumber = parseAuthorizationNumber(input)
    const bankReference = parseText(input.bankReference, 'bankReference', 100)
    const note = parseText(input.note, 'note', 2000)
    return certify(tx, found, { ...input, authorizationNumber, bankReference, note })
  })
}

async function certify(
  tx: InTransaction<MerchantContext>,
  { order, payment }: { order: Order; payment: CardPayment },
  input: CertifyPaymentInput,
): Promise<{ order: Order }> {
  const amount = parseAmount(input, payment.amount, order.total)
  const isOtherAmount = input.outcome === 'APPROVED' && amount !== order.total
  const auditedAmount = isOtherAmount ? ` ${amount} of ${order.total} ${payment.currency}` : ''
  const certificationId = v7()
  tx.em.create(Certification, {
    id: certificationId,
    shopId: tx.shop.id,
    paymentId: payment.id,
    outcome: input.outcome,
    declineReason: input.outcome === 'REFUSED' ? (input.declineReason ?? null) : null,
    amount,
    currency: payment.currency,
    authorizationNumber: input.authorizationNumber,
    bankReference: input.bankReference,
    note: input.note,
    certifiedBy: tx.member.id,
    certifiedByName: tx.member.name,
    certifiedAt: new Date(),
  })
  writeAudit(tx, {
    action: `certifyPayment ${input.outcome}`,
    subject: `${order.code} ${payment.mark}${auditedAmount}`,
  })
  if (input.outcome !== 'REFERRAL') await closeCardPayment(tx, order.id, input.outcome)
  await changeOrderStatus(
    tx,
    order,
    CAUSES[input.outcome],
    eventOf(input.outcome, certificationId, tx.member.id, {
      amount,
      total: order.total,
      currency: payment.currency,
    }),
  )
  if (input.outcome === 'APPROVED')
    await appendLedgerAndCommit(tx, [
      {
        kind: 'CERTIFICATION',
        amount,
        currency: payment.currency,
        orderId: order.id,
        subjectId: certificationId,
        reference: input.authorizationNumber ?? null,
        isTest: false,
      },
    ])
  return { order }
}

function eventOf(
  outcome: CertificationOutcome,
  certificationId: string,
  memberId: string,
  money: { amount: number; total: number; currency: string },
): NewEvent {
  const by = { memberId }
  if (outcome === 'APPROVED') return { type: 'card.approved', data: { certificationId, ...money }, by }
  const type = outcome === 'REFUSED' ? 'card.declined' : 'card.referred'
  return { type, data: { certificationId }, by }
}

function requireOpen(payment: CardPayment): void {
  if (payment.status === 'CLOSED') reject('PAYMENT_CLOSED', 'paymentId')
  if (payment.status !== 'OPEN') reject('ALREADY_CERTIFIED', 'paymentId')
}

/** One to six letters and digits, as card terminals print it. Required with APPROVED. */
function parseAuthorizationNumber(input: CertifyPaymentInput): string | null {
  const number = input.authorizationNumber?.trim() || null
  if (number === null) return input.outcome === 'APPROVED' ? reject('REQUIRED', 'authorizationNumber') : null
  return /^[A-Za-z0-9]{1,6}$/.test(number)
    ? number
    : reject('AUTHORIZATION_NUMBER_INVALID', 'authorizationNumber')
}

/** A bank never authorizes more than what was asked for, and the buyer never agreed to pay more. */
function parseAmount(
  { amount, acceptedAmount, outcome }: CertifyPaymentInput,
  defaultAmount: number,
  total: number,
): number {
  const authorized = amount ?? defaultAmount
  if (authorized <= 0) throw new RequestError('BAD_USER_INPUT', 'input.amount must be greater than zero.')
  if (authorized > total) return reject('AMOUNT_ABOVE_TOTAL', 'amount')
  if (outcome === 'APPROVED' && authorized !== total && authorized !== acceptedAmount)
    return reject('AMOUNT_NOT_CONFIRMED', 'acceptedAmount')
  return authorized
}
