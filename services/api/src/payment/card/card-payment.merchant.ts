import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql'
import type { MerchantRequest } from '../../app/context.ts'
import { toMerchantPayload } from '../../kernel/to-merchant-payload.ts'
import { requirePermission } from '../../kernel/require-permission.ts'
import { batchLoad } from '../../platform/db/batch-load.ts'
import { MerchantOrder, toMerchantOrder } from '../../order/merchant-order.type.ts'
import type { Order } from '../../order/order.entity.ts'
import { cancelOrder } from '../../order/cancel-order.ts'
import { certifyPayment } from './certify/certify-payment.ts'
import { requestCard } from './certify/request-card.ts'
import { revealCard } from './certify/reveal-card.ts'
import { CertifyPaymentInputType } from './certify/certify-payment.input.ts'
import {
  CancelOrderPayload,
  CertifyPaymentPayload,
  RequestCardPayload,
  RevealCardPayload,
} from '../merchant-payment-payload.type.ts'
import { paymentAttemptsOfOrders, cardPaymentsOfOrders } from '../load-payment-relations.ts'
import { MerchantBankPayment, MerchantCardPayment, toMerchantBankPayment } from '../merchant-payment.type.ts'

/** Payments of the merchant's orders: what is added to MerchantOrder, and the verbs of the merchant's desk. */
@Resolver(() => MerchantOrder)
export class MerchantPaymentResolver {
  @Mutation(() => RevealCardPayload, {
    description:
      'The kept part of the card number (all but the last six digits). Each call is written to the audit log.',
  })
  revealCard(
    @Ctx() request: MerchantRequest,
    @Arg('orderCode', () => String) orderCode: string,
    @Arg('paymentId', () => ID) paymentId: string,
  ): Promise<RevealCardPayload> {
    const ctx = requirePermission(request, 'CERTIFIER')
    return toMerchantPayload(ctx, () => revealCard(ctx, { orderCode, paymentId }), {
      keptDigits: null,
      missingDigits: null,
    })
  }

  @Mutation(() => CertifyPaymentPayload, {
    description:
      'Records what the merchant’s bank answered. APPROVED makes the order PAID; APPROVED and REFUSED erase the kept part.',
  })
  certifyPayment(
    @Ctx() request: MerchantRequest,
    @Arg('input', () => CertifyPaymentInputType) input: CertifyPaymentInputType,
  ): Promise<CertifyPaymentPayload> {
    const ctx = requirePermission(request, 'CERTIFIER')
    return toMerchantPayload(ctx, () => shown(certifyPayment(ctx, input)), { order: null })
  }

  @Mutation(() => CancelOrderPayload)
  cancelOrder(
    @Ctx() request: MerchantRequest,
    @Arg('orderCode', () => String) orderCode: string,
    @Arg('reason', () => String, { nullable: true }) reason?: string | null,
  ): Promise<CancelOrderPayload> {
    const ctx = requirePermission(request, 'MANAGER')
    return toMerchantPayload(ctx, () => shown(cancelOrder(ctx, { orderCode, reason })), { order: null })
  }

  @Mutation(() => RequestCardPayload, {
    description: 'Closes the card payment and mails the buyer a link to give a card again.',
  })
  requestCard(
    @Ctx() request: MerchantRequest,
    @Arg('orderCode', () => String) orderCode: string,
  ): Promise<RequestCardPayload> {
    const ctx = requirePermission(request, 'CERTIFIER')
    return toMerchantPayload(ctx, () => shown(requestCard(ctx, { orderCode })), { order: null })
  }

  @FieldResolver(() => MerchantCardPayment, { nullable: true, description: 'The newest.' })
  async cardPayment(
    @Ctx() request: MerchantRequest,
    @Root() order: MerchantOrder,
  ): Promise<MerchantCardPayment | null> {
    return (await this.cardPayments(request, order))[0] ?? null
  }

  @FieldResolver(() => [MerchantCardPayment], { description: 'Newest first.' })
  cardPayments(
    @Ctx() request: MerchantRequest,
    @Root() order: MerchantOrder,
  ): Promise<MerchantCardPayment[]> {
    return batchLoad(request, cardPaymentsOfOrders, (payment) => payment.orderId, order.id)
  }

  @FieldResolver(() => [MerchantBankPayment], { description: 'Newest first.' })
  async bankPayments(
    @Ctx() request: MerchantRequest,
    @Root() order: MerchantOrder,
  ): Promise<MerchantBankPayment[]> {
    const attempts = await batchLoad(request, paymentAttemptsOfOrders, (attempt) => attempt.orderId, order.id)
    return attempts.map(toMerchantBankPayment)
  }
}

const shown = async (answer: Promise<{ order: Order }>): Promise<{ order: MerchantOrder }> => ({
  order: toMerchantOrder((await answer).order),
})
