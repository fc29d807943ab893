import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { MerchantContext } from '../../../app/context.ts'
import { EntryPoint } from '../../../kernel/entry-point.ts'
import { BankRedirect } from '../attempts/bank-redirect.type.ts'
import { merchantPayload, toPayload } from '../../../kernel/payload.ts'
import { addGatewayAccount } from './add-gateway-account.ts'
import { adviseOnNotificationUrl } from '../notifications/advise-on-notification-url.ts'
import { adviseOnRefusal } from '../notifications/advise-on-refusal.ts'
import { AddGatewayAccountInputType, ChangeGatewayAccountInputType } from './gateway-account.input.ts'
import { GatewayAccountType, TestPaymentRefusalType, TestPaymentType } from './gateway-account.type.ts'
import { BankProtocolType, NotificationUrlCheckType, toBankProtocolType } from './bank-protocol.type.ts'
import { changeGatewayAccount } from './change-gateway-account.ts'
import { checkNotificationUrl } from '../notifications/check-notification-url.ts'
import { disableGatewayAccount } from './disable-gateway-account.ts'
import { enableGatewayAccount } from './enable-gateway-account.ts'
import { findTestPaymentRefusals } from '../test-payment/find-test-payment-refusals.ts'
import { allProtocols } from '../protocols/protocols.ts'
import { removeGatewayAccount } from './remove-gateway-account.ts'
import { getGatewayAccount, listGatewayAccounts, toTestPaymentType } from './list-gateway-accounts.ts'
import { sortGatewayAccounts } from './sort-gateway-accounts.ts'
import { startTestPayment } from '../test-payment/start-test-payment.ts'

const GatewayAccountPayload = merchantPayload(
  'GatewayAccountPayload',
  { gatewayAccount: { type: () => GatewayAccountType, description: 'Null if it was not changed.' } },
  'The bank after the change.',
)
const GatewayAccountsPayload = merchantPayload(
  'GatewayAccountsPayload',
  {
    gatewayAccounts: {
      type: () => [GatewayAccountType],
      description: 'Also after an error: as they are stored.',
    },
  },
  'The remaining banks, in their order.',
)
const StartTestPaymentPayload = merchantPayload('StartTestPaymentPayload', {
  redirect: {
    type: () => BankRedirect,
    description: 'To be submitted by the browser; null if nothing was started.',
  },
  testPayment: {
    type: () => TestPaymentType,
    description: 'OPEN until the bank has notified it; null if nothing was started.',
  },
})
const CheckNotificationUrlPayload = merchantPayload('CheckNotificationUrlPayload', {
  check: { type: () => NotificationUrlCheckType, description: 'Null if there is no such protocol.' },
})

/** The shop's banks, set up by its owner. */
@Resolver(() => TestPaymentType)
export class GatewayAccountResolver {
  @Query(() => [BankProtocolType], { description: 'The kinds of banks that a shop can add.' })
  @EntryPoint({ access: 'gateway.manage', rateLimit: 'member' })
  bankProtocols(@Ctx() ctx: MerchantContext): BankProtocolType[] {
    return allProtocols.map((protocol) => toBankProtocolType(ctx, protocol))
  }

  @Query(() => [GatewayAccountType], { description: 'In the order in which buyers see them.' })
  @EntryPoint({ access: 'gateway.manage', rateLimit: 'member' })
  gatewayAccounts(@Ctx() ctx: MerchantContext): Promise<GatewayAccountType[]> {
    return listGatewayAccounts(ctx)
  }

  @Query(() => GatewayAccountType, {
    nullable: true,
    description: 'Null if the shop has no such bank, or has removed it.',
  })
  @EntryPoint({ access: 'gateway.manage', rateLimit: 'member' })
  gatewayAccount(
    @Ctx() ctx: MerchantContext,
    @Arg('id', () => ID, { description: '`GatewayAccount.id`.' }) id: string,
  ): Promise<GatewayAccountType | null> {
    return getGatewayAccount(ctx, id)
  }

  @Mutation(() => GatewayAccountPayload, { description: 'Adds a bank. Buyers see it once it is enabled.' })
  @EntryPoint({ access: 'gateway.manage', rateLimit: 'member', recentAuthentication: true })
  addGatewayAccount(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => AddGatewayAccountInputType, {
      description: 'The bank, and what it gave the merchant.',
    })
    input: AddGatewayAccountInputType,
  ) {
    return answerWithOne(ctx, () => addGatewayAccount(ctx, input))
  }

  @Mutation(() => GatewayAccountPayload, {
    description:
      'Payments started before the change are accepted with the previous settings for 24 hours, unless `forgetEarlierKeys` deletes those.',
  })
  @EntryPoint({ access: 'gateway.manage', rateLimit: 'member', recentAuthentication: true })
  changeGatewayAccount(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => ChangeGatewayAccountInputType, { description: 'Which bank, and what of it.' })
    input: ChangeGatewayAccountInputType,
  ) {
    return answerWithOne(ctx, () => changeGatewayAccount(ctx, input))
  }

  @Mutation(() => GatewayAccountPayload, {
    description: 'Offers the bank to buyers. The shop then accepts bank payments.',
  })
  @EntryPoint({ access: 'gateway.manage', rateLimit: 'member', recentAuthentication: true })
  enableGatewayAccount(
    @Ctx() ctx: MerchantContext,
    @Arg('id', () => ID, { description: '`GatewayAccount.id`: NOT_FOUND if the shop has no such bank.' })
    id: string,
  ) {
    return answerWithOne(ctx, () => enableGatewayAccount(ctx, id))
  }

  @Mutation(() => GatewayAccountPayload, {
    description: 'Buyers are no longer offered the bank; payments already started still count.',
  })
  @EntryPoint({ access: 'gateway.manage', rateLimit: 'member' })
  disableGatewayAccount(
    @Ctx() ctx: MerchantContext,
    @Arg('id', () => ID, { description: '`GatewayAccount.id`: NOT_FOUND if the shop has no such bank.' })
    id: string,
  ) {
    return answerWithOne(ctx, () => disableGatewayAccount(ctx, id))
  }

  @Mutation(() => GatewayAccountsPayload, {
    description: '`ids` lists all of the shop’s banks, each exactly once.',
  })
  @EntryPoint({ access: 'gateway.manage', rateLimit: 'member' })
  sortGatewayAccounts(
    @Ctx() ctx: MerchantContext,
    @Arg('ids', () => [ID], {
      description:
        '`GatewayAccount.id` of all, first the one that buyers see first: NOT_FOUND if one is missing or unknown.',
    })
    ids: string[],
  ) {
    return answerWithAll(ctx, () => sortGatewayAccounts(ctx, ids))
  }

  @Mutation(() => GatewayAccountsPayload, {
    description: 'Removes a bank. Payments made there stay with their orders.',
  })
  @EntryPoint({ access: 'gateway.manage', rateLimit: 'member', recentAuthentication: true })
  removeGatewayAccount(
    @Ctx() ctx: MerchantContext,
    @Arg('id', () => ID, { description: '`GatewayAccount.id`: NOT_FOUND if the shop has no such bank.' })
    id: string,
  ) {
    return answerWithAll(ctx, () => removeGatewayAccount(ctx, id))
  }

  @Mutation(() => CheckNotificationUrlPayload, {
    description: 'Requests the notification URL of this protocol as a bank does. Takes up to 8 seconds.',
  })
  @EntryPoint({ access: 'gateway.manage', rateLimit: 'member' })
  checkNotificationUrl(
    @Ctx() ctx: MerchantContext,
    @Arg('protocol', () => String, { description: '`BankProtocol.name`: NOT_FOUND for any other.' })
    protocol: string,
  ) {
    return toPayload(ctx, CheckNotificationUrlPayload, async () => {
      const { check } = await checkNotificationUrl(ctx, { protocol })
      return { check: { ...check, advice: adviseOnNotificationUrl(check, ctx.language) } }
    })
  }

  @Mutation(() => StartTestPaymentPayload, {
    description:
      'Starts a payment of 1.00 without an order, or of 100 in a currency without decimals, to be completed in the owner’s browser. Real money in production.',
  })
  @EntryPoint({ access: 'gateway.manage', rateLimit: 'member' })
  startTestPayment(
    @Ctx() ctx: MerchantContext,
    @Arg('id', () => ID, { description: '`GatewayAccount.id`; it need not be enabled.' }) id: string,
    @Arg('acceptRealPayment', () => Boolean, {
      defaultValue: false,
      description: 'Must be true in PRODUCTION, where real money is paid: REQUIRED otherwise.',
    })
    acceptRealPayment: boolean,
  ) {
    const open = async () => {
      const { redirect, testPayment } = await startTestPayment(ctx, { id, acceptRealPayment })
      return { redirect, testPayment: toTestPaymentType(testPayment) }
    }
    return toPayload(ctx, StartTestPaymentPayload, open)
  }

  @FieldResolver(() => [TestPaymentRefusalType], {
    description:
      'Notifications of this bank that were refused since the test payment was started, newest first.',
  })
  async refusals(
    @Ctx() ctx: MerchantContext,
    @Root() testPayment: TestPaymentType,
  ): Promise<TestPaymentRefusalType[]> {
    const refusals = await findTestPaymentRefusals(ctx, testPayment)
    return refusals.map(({ reason, receivedAt }) => ({
      reason,
      receivedAt,
      advice: adviseOnRefusal(testPayment.protocol, reason, ctx.language),
    }))
  }
}

const answerWithOne = (ctx: MerchantContext, change: () => Promise<{ account: { id: string } }>) =>
  toPayload(ctx, GatewayAccountPayload, async () => {
    const { account } = await change()
    return { gatewayAccount: await getGatewayAccount(ctx, account.id) }
  })

const answerWithAll = (ctx: MerchantContext, change: () => Promise<object>) => {
  const all = async () => ({ gatewayAccounts: await listGatewayAccounts(ctx) })
  return toPayload(
    ctx,
    GatewayAccountsPayload,
    async () => {
      await change()
      return all()
    },
    all,
  )
}
