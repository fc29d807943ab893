import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { MerchantContext, MerchantRequest } from '../../../app/context.ts'
import { answerMerchant } from '../../../kernel/to-merchant-payload.ts'
import { demandSeat } from '../../../kernel/require-permission.ts'
import { addBankAccount } from './add-gateway-account.ts'
import { adviseOnRefusal } from '../notifications/advise-on-refusal.ts'
import { AddBankAccountInputType, ChangeBankAccountInputType } from './gateway-account.input.ts'
import { BankAccountType, BankTrialRefusal, BankTrialType } from './gateway-account.type.ts'
import {
  BankAccountPayload,
  BankAccountsPayload,
  TryBankAccountPayload,
} from './gateway-account-payload.type.ts'
import { BankProtocolType, toBankProtocolType } from './bank-protocol.type.ts'
import { changeBankAccount } from './change-gateway-account.ts'
import { disableBankAccount } from './disable-gateway-account.ts'
import { enableBankAccount } from './enable-gateway-account.ts'
import { findTrialRefusals } from '../test-payment/find-test-payment-refusals.ts'
import { allProtocols } from '../protocols/protocols.ts'
import { removeBankAccount } from './remove-gateway-account.ts'
import { showBankAccount, showBankAccounts, toBankTrialType } from './list-gateway-accounts.ts'
import { sortBankAccounts } from './sort-gateway-accounts.ts'
import { tryBankAccount } from '../test-payment/start-test-payment.ts'

/** The shop's banks, set up by its owner. */
@Resolver(() => BankTrialType)
export class BankAccountResolver {
  @Query(() => [BankProtocolType], { description: 'The banks that a shop can add.' })
  bankProtocols(@Ctx() request: MerchantRequest): BankProtocolType[] {
    const ctx = demandSeat(request, 'OWNER')
    return allProtocols.map((protocol) => toBankProtocolType(ctx, protocol))
  }

  @Query(() => [BankAccountType], { description: 'In the order in which buyers are offered them.' })
  bankAccounts(@Ctx() request: MerchantRequest): Promise<BankAccountType[]> {
    return showBankAccounts(demandSeat(request, 'OWNER'))
  }

  @Query(() => BankAccountType, { nullable: true })
  bankAccount(
    @Ctx() request: MerchantRequest,
    @Arg('id', () => ID) id: string,
  ): Promise<BankAccountType | null> {
    return showBankAccount(demandSeat(request, 'OWNER'), id)
  }

  @Mutation(() => BankAccountPayload, { description: 'Buyers are offered it once it is enabled.' })
  addBankAccount(
    @Ctx() request: MerchantRequest,
    @Arg('input', () => AddBankAccountInputType) input: AddBankAccountInputType,
  ): Promise<BankAccountPayload> {
    const ctx = demandSeat(request, 'OWNER')
    return answerWithOne(ctx, () => addBankAccount(ctx, input))
  }

  @Mutation(() => BankAccountPayload, {
    description:
      'What buyers opened before is believed under the settings of then for 24 hours, unless those are forgotten.',
  })
  changeBankAccount(
    @Ctx() request: MerchantRequest,
    @Arg('input', () => ChangeBankAccountInputType) input: ChangeBankAccountInputType,
  ): Promise<BankAccountPayload> {
    const ctx = demandSeat(request, 'OWNER')
    return answerWithOne(ctx, () => changeBankAccount(ctx, input))
  }

  @Mutation(() => BankAccountPayload, {
    description: 'The shop then takes payments at a bank, if it did not yet.',
  })
  enableBankAccount(
    @Ctx() request: MerchantRequest,
    @Arg('id', () => ID) id: string,
  ): Promise<BankAccountPayload> {
    const ctx = demandSeat(request, 'OWNER')
    return answerWithOne(ctx, () => enableBankAccount(ctx, id))
  }

  @Mutation(() => BankAccountPayload)
  disableBankAccount(
    @Ctx() request: MerchantRequest,
    @Arg('id', () => ID) id: string,
  ): Promise<BankAccountPayload> {
    const ctx = demandSeat(request, 'OWNER')
    return answerWithOne(ctx, () => disableBankAccount(ctx, id))
  }

  @Mutation(() => BankAccountsPayload, { description: '`ids`: all of the shop’s banks, each once.' })
  sortBankAccounts(
    @Ctx() request: MerchantRequest,
    @Arg('ids', () => [ID]) ids: string[],
  ): Promise<BankAccountsPayload> {
    const ctx = demandSeat(request, 'OWNER')
    return answerWithAll(ctx, () => sortBankAccounts(ctx, ids))
  }

  @Mutation(() => BankAccountsPayload, { description: 'Payments made there stay with their orders.' })
  removeBankAccount(
    @Ctx() request: MerchantRequest,
    @Arg('id', () => ID) id: string,
  ): Promise<BankAccountsPayload> {
    const ctx = demandSeat(request, 'OWNER')
    return answerWithAll(ctx, () => removeBankAccount(ctx, id))
  }

  @Mutation(() => TryBankAccountPayload, {
    description:
      'A payment of 1.00 of no order, for the owner’s browser to walk through. Real money in production.',
  })
  tryBankAccount(
    @Ctx() request: MerchantRequest,
    @Arg('id', () => ID) id: string,
    @Arg('acceptRealPayment', () => Boolean, { defaultValue: false }) acceptRealPayment: boolean,
  ): Promise<TryBankAccountPayload> {
    const ctx = demandSeat(request, 'OWNER')
    const open = async () => {
      const { redirect, trial } = await tryBankAccount(ctx, { id, acceptRealPayment })
      return { redirect, trial: toBankTrialType(trial) }
    }
    return answerMerchant(ctx, open, { redirect: null, trial: null })
  }

  @FieldResolver(() => [BankTrialRefusal], {
    description:
      'Notifications of this bank that were not believed since the trial was opened, newest first.',
  })
  async refusals(@Ctx() request: MerchantRequest, @Root() trial: BankTrialType): Promise<BankTrialRefusal[]> {
    const ctx = demandSeat(request, 'OWNER')
    const refusals = await findTrialRefusals(ctx, trial)
    return refusals.map(({ reason, receivedAt }) => ({
      reason,
      receivedAt,
      advice: adviseOnRefusal(trial.protocol, reason, ctx.language),
    }))
  }
}

const answerWithOne = (
  ctx: MerchantContext,
  change: () => Promise<{ account: { id: string } }>,
): Promise<BankAccountPayload> =>
  answerMerchant(
    ctx,
    async () => ({ bankAccount: await showBankAccount(ctx, (await change()).account.id) }),
    { bankAccount: null },
  )

async function answerWithAll(
  ctx: MerchantContext,
  change: () => Promise<object>,
): Promise<BankAccountsPayload> {
  const { userErrors } = await answerMerchant(ctx, change, {})
  return { bankAccounts: await showBankAccounts(ctx), userErrors }
}
