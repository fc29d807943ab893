import { v7, validate as isUuid } from 'uuid'
import { demandSecure, inTransaction, type BuyerContext, type InTransaction } from '../../../app/context.ts'
import { refuse } from '../../../kernel/errors.ts'
import { findOrderForBuyer } from '../../../order/find-order.ts'
import { OrderLine } from '../../../order/order-line.entity.ts'
import type { Order } from '../../../order/order.entity.ts'
import { writeOrderEvent } from '../../../order/write-order-event.ts'
import { refuseCardInText } from '../../../kernel/reject-card-in-text.ts'
import { demandPayable } from '../../require-payable.ts'
import { readIdempotencyKey } from '../../parse-idempotency-key.ts'
import { abandonOpenAttempt } from './abandon-open-attempt.ts'
import { BankAccount } from '../accounts/gateway-account.entity.ts'
import { withKeys } from '../accounts/decrypt-gateway-account.ts'
import { openKeptFields } from '../accounts/decrypt-stored-fields.ts'
import { BankAttempt } from './payment-attempt.entity.ts'
import type { BankRedirect } from '../bank-protocol.ts'
import { buildBankForm } from './build-bank-form.ts'
import { protocolOf } from '../protocols/protocols.ts'
import { bankText } from '../timeline-messages.ts'

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
  demandSecure(ctx)
  const idempotencyKey = readIdempotencyKey(input.idempotencyKey)
  return inTransaction(ctx, async (tx) => {
    const order = await findOrderForBuyer(tx, input.orderCode, input.orderToken, { lock: true })
    const earlier = await findEarlier(tx, order, input, idempotencyKey)
    if (earlier) return { order, redirect: earlier.redirect }
    const returnUrl = readReturnUrl(ctx, input.returnUrl)
    demandPayable(order.status)
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
): Promise<BankAttempt | null> {
  if (!idempotencyKey) return null
  const earlier = await tx.em.findOne(BankAttempt, {
    shopId: tx.shop.id,
    orderId: order.id,
    idempotencyKey,
  })
  if (earlier && (earlier.bankAccountId !== input.bankId || earlier.returnUrl !== input.returnUrl))
    return refuse('IDEMPOTENCY_KEY_REUSED', 'idempotencyKey')
  return earlier
}

function readReturnUrl(ctx: BuyerContext, text: string): string {
  if (!URL.canParse(text)) return refuse('INVALID_URL', 'returnUrl')
  const url = new URL(text)
  if (!ctx.shop.origins.includes(url.origin) || url.username || url.password || text.length > 1000)
    return refuse('INVALID_URL', 'returnUrl')
  refuseCardInText(text, 'returnUrl')
  return text
}

interface UsableAccount {
  account: BankAccount
  keys: Record<string, string>
}

/** @throws BANK_NOT_AVAILABLE for one whose keys don't open too: the buyer has other ways, the log tells the operator. */
async function findAccount(tx: Tx, bankId: string): Promise<UsableAccount> {
  if (!tx.shop.paymentModes.includes('BANK')) return refuse('PAYMENT_MODE_NOT_AVAILABLE')
  const account = isUuid(bankId)
    ? await tx.em.findOne(BankAccount, { shopId: tx.shop.id, id: bankId, enabled: true })
    : null
  const keys = account ? openKeptFields(tx.app, account) : {}
  return account && Object.keys(keys).length > 0 ? { account, keys } : refuse('BANK_NOT_AVAILABLE', 'bankId')
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
  const protocol = protocolOf(account.protocol) ?? refuse('BANK_NOT_AVAILABLE', 'bankId')
  const { reference, redirect, at } = await buildBankForm(tx, protocol, withKeys(account, keys), {
    amount: order.total,
    currency: order.currency,
    order,
    itemCount: await countItems(tx, order),
  })
  tx.em.create(BankAttempt, {
    id: v7(),
    shopId: shop.id,
    orderId: order.id,
    bankAccountId: account.id,
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
    message: bankText('opened', shop.locale, account.name),
  })
  await tx.em.flush()
  return redirect
}
