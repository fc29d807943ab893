import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../../../app/context.ts'
import { EntryPoint } from '../../../kernel/entry-point.ts'
import { formatIban } from '../../../kernel/iban.ts'
import { merchantPayload, toPayload } from '../../../kernel/payload.ts'
import type { ManualPayments } from '../../../shop/manual-payments.ts'
import { changeManualPayments } from './change-manual-payments.ts'
import { loadManualPayments, manualPaymentsVersion } from './load-manual-payments.ts'

@ObjectType('TransferSettings', { description: 'What buyers need to pay by transfer.' })
@InputType('TransferSettingsInput', { description: 'What buyers need to pay by transfer.' })
class TransferSettings {
  @Field(() => Boolean, { description: 'Whether buyers can choose it.' })
  isOffered!: boolean

  @Field(() => String, { description: 'The holder of the account.' })
  holder!: string

  @Field(() => String, {
    description:
      'Returned in groups of four; taken with or without spaces. IBAN_INVALID if its check digits are wrong.',
  })
  iban!: string

  @Field(() => String, {
    nullable: true,
    description: '8 or 11 characters; null if the bank does not need it. BIC_INVALID for any other form.',
  })
  bic?: string | null

  @Field(() => String, { nullable: true, description: 'What is added for buyers.' })
  note?: string | null

  @Field(() => Int, { description: 'How long an order waits for the money: 1 to 60 days.' })
  delayDays!: number
}

@ObjectType('ChequeSettings', { description: 'What buyers need to pay by cheque.' })
@InputType('ChequeSettingsInput', { description: 'What buyers need to pay by cheque.' })
class ChequeSettings {
  @Field(() => Boolean, { description: 'Whether buyers can choose it.' })
  isOffered!: boolean

  @Field(() => String, { description: 'To whom cheques are payable.' })
  payee!: string

  @Field(() => String, { description: 'Where cheques are sent: lines of text.' })
  address!: string

  @Field(() => String, { nullable: true, description: 'What is added for buyers.' })
  note?: string | null

  @Field(() => Int, { description: 'How long an order waits for the cheque: 1 to 60 days.' })
  delayDays!: number
}

@ObjectType('ManualPaymentSettings', { description: 'What buyers need to pay by transfer or cheque.' })
class ManualPaymentSettings {
  @Field(() => TransferSettings, { nullable: true, description: 'Null until it was set up.' })
  transfer!: TransferSettings | null

  @Field(() => ChequeSettings, { nullable: true, description: 'Null until it was set up.' })
  cheque!: ChequeSettings | null

  @Field(() => String, { description: 'Changes with the settings; to be sent with a change.' })
  version!: string
}

@InputType({ description: 'What buyers need to pay by transfer or cheque.' })
class ChangeManualPaymentsInput {
  @Field(() => TransferSettings, { nullable: true, description: 'Omitted or null, it stays as it is.' })
  transfer?: TransferSettings | null

  @Field(() => ChequeSettings, { nullable: true, description: 'Omitted or null, it stays as it is.' })
  cheque?: ChequeSettings | null

  @Field(() => String, {
    nullable: true,
    description: 'The version that was changed: SETTINGS_CHANGED_MEANWHILE if another one is stored.',
  })
  version?: string | null
}

const ChangeManualPaymentsPayload = merchantPayload('ChangeManualPaymentsPayload', {
  settings: {
    type: () => ManualPaymentSettings,
    description: 'As they are now; null if they were not changed.',
  },
})

const toType = (settings: ManualPayments): ManualPaymentSettings => ({
  ...settings,
  transfer: settings.transfer && { ...settings.transfer, iban: formatIban(settings.transfer.iban) },
  version: manualPaymentsVersion(settings),
})

@Resolver()
export class ManualPaymentSettingsResolver {
  @Query(() => ManualPaymentSettings, { description: 'What buyers need to pay by transfer or cheque.' })
  @EntryPoint({ access: 'gateway.manage', rateLimit: 'member' })
  async manualPaymentSettings(@Ctx() ctx: MerchantContext): Promise<ManualPaymentSettings> {
    return toType(await loadManualPayments(ctx))
  }

  @Mutation(() => ChangeManualPaymentsPayload, {
    description:
      'Whether buyers can pay by transfer or cheque, and what they need for it. REQUIRED, TEXT_TOO_LONG, CARD_NUMBER_NOT_ALLOWED, IBAN_INVALID, BIC_INVALID and DELAY_OUT_OF_BOUNDS, all at once.',
  })
  @EntryPoint({ access: 'gateway.manage', rateLimit: 'member', recentAuthentication: true })
  changeManualPayments(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => ChangeManualPaymentsInput, {
      description: 'The methods to change; the other one stays.',
    })
    input: ChangeManualPaymentsInput,
  ) {
    return toPayload(ctx, ChangeManualPaymentsPayload, async () => ({
      settings: toType(await changeManualPayments(ctx, input)),
    }))
  }
}
