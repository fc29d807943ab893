import { Arg, Ctx, Field, FieldResolver, ID, Int, Mutation, ObjectType, Resolver, Root } from 'type-graphql'
import type { MerchantContext } from '../../app/context.ts'
import { EntryPoint } from '../../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../../kernel/payload.ts'
import { MerchantOrder, toMerchantOrder } from '../../order/merchant-order.type.ts'
import { batchLoad } from '../../platform/db/batch-load.ts'
import { certificationsOfPayments } from '../load-payment-relations.ts'
import { CertificationType, MerchantCardPayment, toCertificationType } from '../merchant-payment.type.ts'
import { CertifyPaymentInputType } from './certify/certify-payment.input.ts'
import { certifyPayment } from './certify/certify-payment.ts'
import { requestCard } from './certify/request-card.ts'
import { startCardEntry, type CardEntry } from './certify/start-card-entry.ts'
import { revealCard } from './certify/reveal-card.ts'

const RevealCardPayload = merchantPayload('RevealCardPayload', {
  keptDigits: {
    type: () => String,
    description: 'All but the last six, without spaces; null if they were not revealed. Never log it.',
  },
  missingDigits: { type: () => Int, description: 'Number of digits in the card-fragment mail.' },
  copyAllowed: {
    type: () => Boolean,
    description: 'Whether the shop lets its members copy the number, its expiry and the amount.',
  },
})
const CertifyPaymentPayload = merchantPayload('CertifyPaymentPayload', {
  order: { type: () => MerchantOrder, description: 'As it is now; null if nothing was recorded.' },
})
const RequestCardPayload = merchantPayload('RequestCardPayload', {
  order: { type: () => MerchantOrder, description: 'As it is now; null if nothing was recorded.' },
})

@ObjectType('CardEntry', { description: 'What a page needs to send a card straight to the storefront API.' })
class CardEntryType implements CardEntry {
  @Field(() => String, { description: 'Of the storefront API.' })
  url!: string

  @Field(() => String, { description: 'The public key of the shop, for the header `x-shop-key`.' })
  shopKey!: string

  @Field(() => String, { description: 'Secret, accepted once by payByCard. Never log it.' })
  orderToken!: string
}

const StartCardEntryPayload = merchantPayload('StartCardEntryPayload', {
  entry: { type: () => CardEntryType, description: 'Null if no card can be entered for the order.' },
})

/**
 * Card payments of the shop's orders and their certifications; operations to reveal and certify a card and to request
 * another one.
 */
@Resolver(() => MerchantCardPayment)
export class CardPaymentResolver {
  @Mutation(() => RevealCardPayload, {
    description:
      'The kept part of the card number (all but the last six digits). Each call is written to the audit log.',
  })
  @EntryPoint({ access: 'card.reveal', rateLimit: 'member', recentAuthentication: true })
  revealCard(
    @Ctx() ctx: MerchantContext,
    @Arg('orderCode', () => String, {
      description: '`MerchantOrder.code`: NOT_FOUND if the shop has no such order.',
    })
    orderCode: string,
    @Arg('paymentId', () => ID, {
      description:
        '`MerchantCardPayment.id`: NOT_REVEALABLE once its digits were erased. REVEAL_LIMIT_REACHED after 60 cards in an hour or 200 in a day by one member.',
    })
    paymentId: string,
  ) {
    return toPayload(ctx, RevealCardPayload, () => revealCard(ctx, { orderCode, paymentId }))
  }

  @Mutation(() => CertifyPaymentPayload, {
    description:
      'Records what the merchant’s bank answered. APPROVED makes the order PAID; APPROVED and REFUSED erase the kept digits.',
  })
  @EntryPoint({ access: 'payment.certify', rateLimit: 'member' })
  certifyPayment(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => CertifyPaymentInputType, { description: 'Which card, and what the bank answered.' })
    input: CertifyPaymentInputType,
  ) {
    return toPayload(ctx, CertifyPaymentPayload, async () => {
      const { order } = await certifyPayment(ctx, input)
      return { order: toMerchantOrder(order) }
    })
  }

  @Mutation(() => RequestCardPayload, {
    description: 'Closes the card payment and mails the buyer a link to enter a card again.',
  })
  @EntryPoint({ access: 'card.request', rateLimit: 'member' })
  requestCard(
    @Ctx() ctx: MerchantContext,
    @Arg('orderCode', () => String, {
      description: '`MerchantOrder.code`: NOT_FOUND if the shop has no such order.',
    })
    orderCode: string,
  ) {
    return toPayload(ctx, RequestCardPayload, async () => {
      const { order } = await requestCard(ctx, { orderCode })
      return { order: toMerchantOrder(order) }
    })
  }

  @Mutation(() => StartCardEntryPayload, {
    description:
      'For an order that a member entered: opens a card request, with which the page of this member sends the number straight to payByCard of the storefront API. Valid for an hour, and once.',
  })
  @EntryPoint({ access: 'card.request', rateLimit: 'member' })
  startCardEntry(
    @Ctx() ctx: MerchantContext,
    @Arg('orderCode', () => String, {
      description: '`MerchantOrder.code`: NOT_FOUND if the shop has no such order.',
    })
    orderCode: string,
  ) {
    return toPayload(ctx, StartCardEntryPayload, () => startCardEntry(ctx, { orderCode }))
  }

  @FieldResolver(() => CertificationType, { nullable: true, description: 'The final one, if any.' })
  async certification(
    @Ctx() ctx: MerchantContext,
    @Root() payment: MerchantCardPayment,
  ): Promise<CertificationType | null> {
    const certifications = await this.certifications(ctx, payment)
    return certifications.find(({ outcome }) => outcome !== 'REFERRAL') ?? null
  }

  @FieldResolver(() => [CertificationType], { description: 'Referrals included, oldest first.' })
  async certifications(
    @Ctx() ctx: MerchantContext,
    @Root() payment: MerchantCardPayment,
  ): Promise<CertificationType[]> {
    const certifications = await batchLoad(
      ctx,
      certificationsOfPayments,
      (certification) => certification.paymentId,
      payment.id,
    )
    return certifications.map(toCertificationType)
  }
}
