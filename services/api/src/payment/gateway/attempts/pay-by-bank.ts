import { v7, validate as isUuid } from 'uuid'
import { inTransaction, type BuyerContext, type InTransaction } from '../../../app/context.ts'
import { reject } from '../../../kernel/errors.ts'
import { findOrderForBuyer } from '../../../order/find-order.ts'
import { OrderLine } from '../../../order/order-line.entity.ts'
import type { Order } from '../../../order/order.entity.ts'
import { writeOrderEvent } from '../../../order/write-order-event.ts'
import { rejectCardInText } from '../../../kernel/read-text.ts'
import { requirePayable } from '../../require-payable.ts'
import { parseIdempotencyKey } from '../../parse-idempotency-key.ts'
import { abandonOpenAttempt } from './abandon-open-attempt.ts'
import { GatewayAccount } from '../accounts/gateway-account.entity.ts'
import { withCredentials } from '../accounts/decrypt-gateway-account.ts'
import { decryptStoredFields } from '../accounts/decrypt-stored-fields.ts'
import { PaymentAttempt } from './payment-attempt.entity.ts'
import type { BankRedirect } from '../bank-protocol.ts'
import { buildBankForm } from './build-bank-form.ts'
import { protocolOf } from '../protocols/protocols.ts'
import { bankTimelineMessage } from '../timeline-messages.ts'

export interface PayByBankInput {
  orderCode: string
  orderToken: string
  bankId: string
  returnUrl: string
  idempotencyKey?: string | null
  abandonOpenAttempt?: boolean | null
}

type Tx = InTransaction<BuyerContext>

/**
 * Opens an attempt at the bank: amount, currency, environment and reference are frozen here, and the form is built at
 * the click, since banks refuse a stale one.
 */
export async function payByBank(
  ctx: BuyerContext,
  input: PayByBankInput,
): Promise<{ order: Order; redirect: BankRedirect }> {
  const idempotencyKey = parseIdempotencyKey(input.idempotencyKey)
  return inTransaction(ctx, async (tx) => {
    const order = await findOrderForBuyer(tx, input.orderCode, input.orderToken, { lock: true })
    const earlier = await findEarlier(tx, order, input, idempotencyKey)
    if (earlier) return { order, redirect: earlier.redirect }
    const returnUrl = readReturnUrl(ctx, input.returnUrl)
    requirePayable(order.status)
    const account = await findAccount(tx, input.bankId)
    await abandonOpenAttempt(tx, order, input.abandonOpenAttempt ?? false)
    return { order, redirect: await openAttempt(tx, order, account, returnUrl, idempotencyKey) }
  })
}

async function findEarlier(
  tx: Tx,
  order: Order,
  input: PayByBankInput,
  idempotencyKey: string | null,
): Promise<PaymentAttempt | null> {
  if (!idempotencyKey) return null
  const earlier = await tx.em.findOne(PaymentAttempt, {
    shopId: tx.shop.id,
    orderId: order.id,
    idempotencyKey,
  })
  if (earlier && (earlier.gatewayAccountId !== input.bankId || earlier.returnUrl !== input.returnUrl))
    return reject('IDEMPOTENCY_KEY_REUSED', 'idempotencyKey')
  return earlier
}

function readReturnUrl(ctx: BuyerContext, text: string): string {
  if (!URL.canParse(text)) return reject('INVALID_URL', 'returnUrl')
  const url = new URL(text)
  if (!ctx.shop.origins.includes(url.origin) || url.username || url.password || text.length > 1000)
    return reject('INVALID_URL', 'returnUrl')
  rejectCardInText(text, 'returnUrl')
  return text
}

interface UsableAccount {
  account: GatewayAccount
  keys: Record<string, string>
}

/** @throws BANK_NOT_AVAILABLE for one whose keys don't open too: the buyer has other ways, the log tells the operator. */
async function findAccount(tx: Tx, bankId: string): Promise<UsableAccount> {
  if (!tx.shop.paymentModes.includes('BANK')) return reject('PAYMENT_MODE_NOT_AVAILABLE')
  const account = isUuid(bankId)
    ? await tx.em.findOne(GatewayAccount, { shopId: tx.shop.id, id: bankId, enabled: true })
    : null
  const keys = account ? decryptStoredFields(tx.app, account) : {}
  return account && Object.keys(keys).length > 0 ? { account, keys } : reject('BANK_NOT_AVAILABLE', 'bankId')
}

async function countItems(tx: Tx, order: Order): Promise<number> {
  const lines = await tx.em.find(OrderLine, { shopId: tx.shop.id, orderId: order.id })
  return lines.reduce((sum, { quantity }) => sum + quantity, 0)
}

async function openAttempt(
  tx: Tx,
  order: Order,
  { account, keys }: UsableAccount,
  returnUrl: string,
  idempotencyKey: string | null,
): Promise<BankRedirect> {
  const { shop } = tx
  const protocol = protocolOf(account.protocol) ?? reject('BANK_NOT_AVAILABLE', 'bankId')
  const { reference, redirect, at } = await buildBankForm(tx, protocol, withCredentials(account, keys), {
    amount: order.total,
    currency: order.currency,
    order,
    itemCount: await countItems(tx, order),
  })
  tx.em.create(PaymentAttempt, {
    id: v7(),
    shopId: shop.id,
    orderId: order.id,
    gatewayAccountId: account.id,
    protocol: protocol.name,
    bankName: account.name,
    reference,
    status: 'OPEN',
    amount: order.total,
    currency: order.currency,
    environment: account.environment,
    idempotencyKey,
    redirect,
    returnUrl,
    openedAt: at,
    updatedAt: at,
  })
  writeOrderEvent(tx, order, {
    kind: 'BANK_OPENED',
    by: 'buyer',
    message: bankTimelineMessage('opened', shop.locale, account.name),
  })
  await tx.em.flush()
  return redirect
}
