import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { MerchantRequest } from '../../app/context.ts'
import { batchLoad } from '../../platform/db/batch-load.ts'
import { certificationsOfPayments } from '../load-payment-relations.ts'
import { CertificationType, MerchantCardPayment, toCertificationType } from '../merchant-payment.type.ts'

/** What the bank answered for a card payment. */
@Resolver(() => MerchantCardPayment)
export class MerchantCardPaymentResolver {
  @FieldResolver(() => CertificationType, { nullable: true, description: 'The final one, if any.' })
  async certification(
    @Ctx() request: MerchantRequest,
    @Root() payment: MerchantCardPayment,
  ): Promise<CertificationType | null> {
    const all = await this.certifications(request, payment)
    return all.find(({ outcome }) => outcome !== 'REFERRAL') ?? null
  }

  @FieldResolver(() => [CertificationType], { description: 'REFERRALs too, oldest first.' })
  async certifications(
    @Ctx() request: MerchantRequest,
    @Root() payment: MerchantCardPayment,
  ): Promise<CertificationType[]> {
    const rows = await batchLoad(
      request,
      certificationsOfPayments,
      (certification) => certification.paymentId,
      payment.id,
    )
    return rows.map(toCertificationType)
  }
}
