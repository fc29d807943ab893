import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { MerchantContext, MerchantRequest } from '../../../app/context.ts'
import { toMerchantPayload } from '../../../kernel/to-merchant-payload.ts'
import { requirePermission } from '../../../kernel/require-permission.ts'
import { addGatewayAccount } from './add-gateway-account.ts'
import { adviseOnRefusal } from '../notifications/advise-on-refusal.ts'
import { AddGatewayAccountInputType, ChangeGatewayAccountInputType } from './gateway-account.input.ts'
import { GatewayAccountType, TestPaymentRefusalType, TestPaymentType } from './gateway-account.type.ts'
import {
  GatewayAccountPayload,
  GatewayAccountsPayload,
  StartTestPaymentPayload,
} from './gateway-account-payload.type.ts'
import { BankProtocolType, toBankProtocolType } from './bank-protocol.type.ts'
import { changeGatewayAccount } from './change-gateway-account.ts'
import { disableGatewayAccount } from './disable-gateway-account.ts'
import { enableGatewayAccount } from './enable-gateway-account.ts'
import { findTestPaymentRefusals } from '../test-payment/find-test-payment-refusals.ts'
import { allProtocols } from '../protocols/protocols.ts'
import { removeGatewayAccount } from './remove-gateway-account.ts'
import { getGatewayAccount, listGatewayAccounts, toTestPaymentType } from './list-gateway-accounts.ts'
import { sortGatewayAccounts } from './sort-gateway-accounts.ts'
import { startTestPayment } from '../test-payment/start-test-payment.ts'

/** The shop's banks, set up by its owner. */
@Resolver(() => TestPaymentType)
export class GatewayAccountResolver {
  @Query(() => [BankProtocolType], { description: 'The banks that a shop can add.' })
  bankProtocols(@Ctx() request: MerchantRequest): BankProtocolType[] {
    const ctx = requirePermission(request, 'OWNER')
    return allProtocols.map((protocol) => toBankProtocolType(ctx, protocol))
  }

  @Query(() => [GatewayAccountType], { description: 'In the order in which buyers are offered them.' })
  gatewayAccounts(@Ctx() request: MerchantRequest): Promise<GatewayAccountType[]> {
    return listGatewayAccounts(requirePermission(request, 'OWNER'))
  }

  @Query(() => GatewayAccountType, { nullable: true })
  gatewayAccount(
    @Ctx() request: MerchantRequest,
    @Arg('id', () => ID) id: string,
  ): Promise<GatewayAccountType | null> {
    return getGatewayAccount(requirePermission(request, 'OWNER'), id)
  }

  @Mutation(() => GatewayAccountPayload, { description: 'Buyers are offered it once it is enabled.' })
  addGatewayAccount(
    @Ctx() request: MerchantRequest,
    @Arg('input', () => AddGatewayAccountInputType) input: AddGatewayAccountInputType,
  ): Promise<GatewayAccountPayload> {
    const ctx = requirePermission(request, 'OWNER')
    return answerWithOne(ctx, () => addGatewayAccount(ctx, input))
  }

  @Mutation(() => GatewayAccountPayload, {
    description:
      'What buyers opened before is believed under the settings of then for 24 hours, unless those are forgotten.',
  })
  changeGatewayAccount(
    @Ctx() request: MerchantRequest,
    @Arg('input', () => ChangeGatewayAccountInputType) input: ChangeGatewayAccountInputType,
  ): Promise<GatewayAccountPayload> {
    const ctx = requirePermission(request, 'OWNER')
    return answerWithOne(ctx, () => changeGatewayAccount(ctx, input))
  }

  @Mutation(() => GatewayAccountPayload, {
    description: 'The shop then takes payments at a bank, if it did not yet.',
  })
  enableGatewayAccount(
    @Ctx() request: MerchantRequest,
    @Arg('id', () => ID) id: string,
  ): Promise<GatewayAccountPayload> {
    const ctx = requirePermission(request, 'OWNER')
    return answerWithOne(ctx, () => enableGatewayAccount(ctx, id))
  }

  @Mutation(() => GatewayAccountPayload)
  disableGatewayAccount(
    @Ctx() request: MerchantRequest,
    @Arg('id', () => ID) id: string,
  ): Promise<GatewayAccountPayload> {
    const ctx = requirePermission(request, 'OWNER')
    return answerWithOne(ctx, () => disableGatewayAccount(ctx, id))
  }

  @Mutation(() => GatewayAccountsPayload, { description: '`ids`: all of the shop’s banks, each once.' })
  sortGatewayAccounts(
    @Ctx() request: MerchantRequest,
    @Arg('ids', () => [ID]) ids: string[],
  ): Promise<GatewayAccountsPayload> {
    const ctx = requirePermission(request, 'OWNER')
    return answerWithAll(ctx, () => sortGatewayAccounts(ctx, ids))
  }

  @Mutation(() => GatewayAccountsPayload, { description: 'Payments made there stay with their orders.' })
  removeGatewayAccount(
    @Ctx() request: MerchantRequest,
    @Arg('id', () => ID) id: string,
  ): Promise<GatewayAccountsPayload> {
    const ctx = requirePermission(request, 'OWNER')
    return answerWithAll(ctx, () => removeGatewayAccount(ctx, id))
  }

  @Mutation(() => StartTestPaymentPayload, {
    description:
      'A payment of 1.00 of no order, for the owner’s browser to walk through. Real money in production.',
  })
  startTestPayment(
    @Ctx() request: MerchantRequest,
    @Arg('id', () => ID) id: string,
    @Arg('acceptRealPayment', () => Boolean, { defaultValue: false }) acceptRealPayment: boolean,
  ): Promise<StartTestPaymentPayload> {
    const ctx = requirePermission(request, 'OWNER')
    const open = async () => {
      const { redirect, testPayment } = await startTestPayment(ctx, { id, acceptRealPayment })
      return { redirect, testPayment: toTestPaymentType(testPayment) }
    }
    return toMerchantPayload(ctx, open, { redirect: null, testPayment: null })
  }

  @FieldResolver(() => [TestPaymentRefusalType], {
    description:
      'Notifications of this bank that were not believed since the testPayment was opened, newest first.',
  })
  async refusals(
    @Ctx() request: MerchantRequest,
    @Root() testPayment: TestPaymentType,
  ): Promise<TestPaymentRefusalType[]> {
    const ctx = requirePermission(request, 'OWNER')
    const refusals = await findTestPaymentRefusals(ctx, testPayment)
    return refusals.map(({ reason, receivedAt }) => ({
      reason,
      receivedAt,
      advice: adviseOnRefusal(testPayment.protocol, reason, ctx.language),
    }))
  }
}

const answerWithOne = (
  ctx: MerchantContext,
  change: () => Promise<{ account: { id: string } }>,
): Promise<GatewayAccountPayload> =>
  toMerchantPayload(
    ctx,
    async () => ({ gatewayAccount: await getGatewayAccount(ctx, (await change()).account.id) }),
    { gatewayAccount: null },
  )

async function answerWithAll(
  ctx: MerchantContext,
  change: () => Promise<object>,
): Promise<GatewayAccountsPayload> {
  const { userErrors } = await toMerchantPayload(ctx, change, {})
  return { gatewayAccounts: await listGatewayAccounts(ctx), userErrors }
}
