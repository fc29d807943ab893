import { v7, validate as isUuid } from 'uuid'
import type { BuyerContext, InTransaction } from '../../../app/context.ts'
import { writeEvent } from '../../../event/write-event.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { reject, RequestError } from '../../../kernel/errors.ts'
import { lockOrderForBuyer } from '../../../order/find-order.ts'
import { OrderLine } from '../../../order/order-line.entity.ts'
import type { Order } from '../../../order/order.entity.ts'
import { rejectCardInText } from '../../../kernel/read-text.ts'
import { ATTEMPTS_PER_ORDER } from '../../attempts-per-order.ts'
import { requirePayable } from '../../require-payable.ts'
import { parseIdempotencyKey } from '../../../kernel/parse-idempotency-key.ts'
import { abandonOpenAttempt } from './abandon-open-attempt.ts'
import { GatewayAccount } from '../accounts/gateway-account.entity.ts'
import { decryptStoredFields, withCredentials } from '../accounts/gateway-credentials.ts'
import { PaymentAttempt } from './payment-attempt.entity.ts'
import type { BankRedirect } from '../bank-protocol.ts'
import { buildBankForm } from './build-bank-form.ts'
import { protocolOf } from '../protocols/protocols.ts'

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
 * Starts a payment attempt and returns the form that takes the buyer to the bank. Amount, currency, environment and
 * reference of the attempt never change afterwards. Repeating a request with its idempotency key returns the same form.
 * @throws OperationError ORDER_NOT_FOUND, INVALID_URL, ORDER_NOT_PAYABLE, PAYMENT_IN_PROGRESS, BANK_NOT_AVAILABLE …
 */
export async function payByBank(
  ctx: BuyerContext,
  input: PayByBankInput,
): Promise<{ order: Order; redirect: BankRedirect }> {
  const idempotencyKey = parseIdempotencyKey(input.idempotencyKey)
  return inTransaction(ctx, async (tx) => {
    const order = await lockOrderForBuyer(tx, input.orderCode, input.orderToken)
    const existing = await findAttemptByKey(tx, order, input, idempotencyKey)
    if (existing) return { order, redirect: existing.redirect }
    const returnUrl = parseReturnUrl(ctx, input.returnUrl)
    requirePayable(order.status)
    await limitAttempts(tx, order)
    const account = await findEnabledAccount(tx, input.bankId)
    await abandonOpenAttempt(tx, order, input.abandonOpenAttempt ?? false)
    return { order, redirect: await startAttempt(tx, order, account, returnUrl, idempotencyKey) }
  })
}

async function findAttemptByKey(
  tx: Tx,
  order: Order,
  input: PayByBankInput,
  idempotencyKey: string | null,
): Promise<PaymentAttempt | null> {
  if (!idempotencyKey) return null
  const existing = await tx.em.findOne(PaymentAttempt, {
    shopId: tx.shop.id,
    orderId: order.id,
    idempotencyKey,
  })
  if (existing && (existing.gatewayAccountId !== input.bankId || existing.returnUrl !== input.returnUrl))
    return reject('IDEMPOTENCY_KEY_REUSED', 'idempotencyKey')
  return existing
}

function parseReturnUrl(ctx: BuyerContext, text: string): string {
  if (!URL.canParse(text)) return reject('INVALID_URL', 'returnUrl')
  const url = new URL(text)
  if (!ctx.shop.origins.includes(url.origin) || url.username || url.password || text.length > 1000)
    return reject('INVALID_URL', 'returnUrl')
  rejectCardInText(text, 'returnUrl')
  return text
}

/**
 * Counts in the database, because banks take payments while Redis is down.
 * @throws RequestError RATE_LIMITED
 */
async function limitAttempts(tx: Tx, order: Order): Promise<void> {
  const { max, windowSeconds } = ATTEMPTS_PER_ORDER
  const [recent] = await tx.em.execute<{ attempts: number; retryAfter: number | null }[]>(
    `select count(*)::int as attempts,
       ceil(extract(epoch from min(opened_at) - now()) + ?)::int as "retryAfter"
     from payment_attempt where shop_id = ? and order_id = ? and opened_at > now() - make_interval(secs => ?)`,
    [windowSeconds, tx.shop.id, order.id, windowSeconds],
  )
  if (recent && recent.attempts >= max)
    throw new RequestError('RATE_LIMITED', 'Too many payment attempts. Wait before you try again.', {
      retryAfter: recent.retryAfter ?? windowSeconds,
    })
}

interface UsableAccount {
  account: GatewayAccount
  credentials: Record<string, string>
}

/** @throws OperationError BANK_NOT_AVAILABLE, also if its keys cannot be decrypted, which is logged for the operator */
async function findEnabledAccount(tx: Tx, bankId: string): Promise<UsableAccount> {
  if (!tx.shop.paymentModes.includes('BANK')) return reject('PAYMENT_MODE_NOT_AVAILABLE')
  const account = isUuid(bankId)
    ? await tx.em.findOne(GatewayAccount, { shopId: tx.shop.id, id: bankId, enabled: true })
    : null
  const credentials = account ? decryptStoredFields(tx.app, account) : {}
  return account && Object.keys(credentials).length > 0
    ? { account, credentials }
    : reject('BANK_NOT_AVAILABLE', 'bankId')
}

async function countItems(tx: Tx, order: Order): Promise<number> {
  const lines = await tx.em.find(OrderLine, { shopId: tx.shop.id, orderId: order.id })
  return lines.reduce((sum, { quantity }) => sum + quantity, 0)
}

async function startAttempt(
  tx: Tx,
  order: Order,
  { account, credentials }: UsableAccount,
  returnUrl: string,
  idempotencyKey: string | null,
): Promise<BankRedirect> {
  const { shop } = tx
  const protocol = protocolOf(account.protocol) ?? reject('BANK_NOT_AVAILABLE', 'bankId')
  const { reference, redirect, at } = await buildBankForm(
    tx,
    protocol,
    withCredentials(account, credentials),
    {
      amount: order.total,
      currency: order.currency,
      order,
      itemCount: await countItems(tx, order),
    },
  )
  const attempt = tx.em.create(PaymentAttempt, {
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
  await tx.em.flush()
  const data = { attemptId: attempt.id }
  await writeEvent(tx, order.id, { type: 'bank_payment.started', data, by: 'buyer' })
  return redirect
}
