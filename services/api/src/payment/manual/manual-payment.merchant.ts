import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql'
import type { MerchantContext } from '../../app/context.ts'
import { EntryPoint } from '../../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../../kernel/payload.ts'
import { MerchantOrder, toMerchantOrder } from '../../order/merchant-order.type.ts'
import { isPayable } from '../../order/order-status.ts'
import type { ManualMethod } from '../../shop/manual-payments.ts'
import { PaymentMethod, paymentMethodsFor } from '../../shop/payment-method.ts'
import { batchLoad } from '../../platform/db/batch-load.ts'
import { ordersOfShopWithBank } from '../gateway/attempts/request-bank-payment.ts'
import { manualPaymentsOfOrders } from './find-manual-payment.ts'
import {
  ManualPaymentChoice,
  ManualMethodType,
  ManualReceiptType,
  RecordReceiptInputType,
  toManualReceiptType,
} from './manual-payment.type.ts'
import { receiptsOfOrders } from './manual-receipt.ts'
import { requestManualPayment } from './request-manual-payment.ts'
import { recordReceipt } from './record-receipt.ts'
import { undoReceipt } from './undo-receipt.ts'

const RecordReceiptPayload = merchantPayload('RecordReceiptPayload', {
  order: { type: () => MerchantOrder, description: 'As it is now; null if nothing was recorded.' },
})
const RequestManualPaymentPayload = merchantPayload('RequestManualPaymentPayload', {
  order: { type: () => MerchantOrder, description: 'As it is now; null if nothing was recorded.' },
})
const UndoReceiptPayload = merchantPayload('UndoReceiptPayload', {
  order: { type: () => MerchantOrder, description: 'As it is now; null if nothing was recorded.' },
})

/** Transfers and cheques: what the buyer chose, and what members recorded as received. */
@Resolver(() => MerchantOrder)
export class ManualPaymentResolver {
  @Mutation(() => RecordReceiptPayload, {
    description:
      'Records that a transfer or cheque was received. The order becomes PAID with the whole amount; a part of it, and what exceeds it, become unmatched payments.',
  })
  @EntryPoint({ access: 'payment.certify', rateLimit: 'member' })
  recordReceipt(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => RecordReceiptInputType, { description: 'Which order, and what arrived.' })
    input: RecordReceiptInputType,
  ) {
    return toPayload(ctx, RecordReceiptPayload, async () => {
      const { order } = await recordReceipt(ctx, input)
      return { order: toMerchantOrder(order) }
    })
  }

  @Mutation(() => UndoReceiptPayload, {
    description:
      'Undoes a receipt that was recorded by mistake. An order that it made PAID, and that is not shipped, waits for its payment again.',
  })
  @EntryPoint({ access: 'payment.certify', rateLimit: 'member' })
  undoReceipt(
    @Ctx() ctx: MerchantContext,
    @Arg('receiptId', () => ID, {
      description:
        '`ManualReceipt.id`: RECEIPT_NOT_UNDOABLE once something was shipped or refunded, or its money was accepted.',
    })
    receiptId: string,
  ) {
    return toPayload(ctx, UndoReceiptPayload, async () => {
      const { order } = await undoReceipt(ctx, { receiptId })
      return { order: toMerchantOrder(order) }
    })
  }

  @Mutation(() => RequestManualPaymentPayload, {
    description: 'Chooses a transfer or a cheque for the buyer, and mails the buyer what to do.',
  })
  @EntryPoint({ access: 'card.request', rateLimit: 'member' })
  requestManualPayment(
    @Ctx() ctx: MerchantContext,
    @Arg('orderCode', () => String, {
      description: '`MerchantOrder.code`: NOT_FOUND if the shop has no such order.',
    })
    orderCode: string,
    @Arg('method', () => ManualMethodType, {
      description:
        'MANUAL_PAYMENT_NOT_REQUESTABLE if the shop does not offer it, or the order does not wait for a payment.',
    })
    method: ManualMethod,
  ) {
    return toPayload(ctx, RequestManualPaymentPayload, async () => {
      const { order } = await requestManualPayment(ctx, { orderCode, method })
      return { order: toMerchantOrder(order) }
    })
  }

  @FieldResolver(() => [PaymentMethod], {
    description: 'How its buyer can pay it now; empty unless it waits for a payment.',
  })
  async paymentMethods(
    @Ctx() ctx: MerchantContext,
    @Root() { id, status, channel, billingAddress }: MerchantOrder,
  ): Promise<PaymentMethod[]> {
    if (!isPayable(status)) return []
    const hasBank = (await batchLoad(ctx, ordersOfShopWithBank, ({ orderId }) => orderId, id)).length > 0
    return paymentMethodsFor(ctx.shop, hasBank, { channel, billingCountry: billingAddress.countryCode })
  }

  @FieldResolver(() => ManualPaymentChoice, {
    nullable: true,
    description: 'What the buyer chose last, if ever: a transfer or a cheque.',
  })
  async manualPayment(
    @Ctx() ctx: MerchantContext,
    @Root() order: MerchantOrder,
  ): Promise<ManualPaymentChoice | null> {
    const [newest] = await batchLoad(ctx, manualPaymentsOfOrders, ({ orderId }) => orderId, order.id)
    return newest
      ? { method: newest.method, chosenAt: new Date(newest.chosenAt), dueAt: new Date(newest.dueAt) }
      : null
  }

  @FieldResolver(() => [ManualReceiptType], { description: 'Oldest first, those that were undone too.' })
  async receipts(@Ctx() ctx: MerchantContext, @Root() order: MerchantOrder): Promise<ManualReceiptType[]> {
    const receipts = await batchLoad(ctx, receiptsOfOrders, ({ orderId }) => orderId, order.id)
    return receipts.map(toManualReceiptType)
  }
}
