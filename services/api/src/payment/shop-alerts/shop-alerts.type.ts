import { Field, Int, ObjectType, registerEnumType } from 'type-graphql'
import { DateTime } from '../../kernel/date-time.type.ts'
import type { SetupStepCode } from '../../shop/setup/load-shop-readiness.ts'
import { SetupStepCodeType } from '../../shop/setup/setup-step.type.ts'
import { CardsUnavailableReasonType } from '../card/mail-settings/card-mail.type.ts'

const CardMailWarningReason = {
  ...CardsUnavailableReasonType,
  KEY_EXPIRES_SOON: 'KEY_EXPIRES_SOON',
} as const

registerEnumType(CardMailWarningReason, {
  name: 'CardMailWarningReason',
  description:
    'KEY_EXPIRES_SOON: within 30 days. The other reasons are those of `CardsUnavailableReason`: the shop takes no cards.',
  valuesConfig: {
    KEY_EXPIRES_SOON: { description: 'The OpenPGP key expires within 30 days.' },
    OPENPGP_KEY_MISSING: { description: 'A key is required and none was given: the shop takes no cards.' },
    OPENPGP_KEY_UNUSABLE: { description: 'The key has expired or was revoked: the shop takes no cards.' },
  },
})

@ObjectType({ description: 'A problem with the card mail that the shop’s owner has to fix.' })
export class CardMailWarning {
  @Field(() => CardMailWarningReason, { description: 'What is wrong.' })
  reason!: keyof typeof CardMailWarningReason

  @Field(() => DateTime, { nullable: true, description: 'Only for KEY_EXPIRES_SOON.' })
  keyExpiresAt!: Date | null
}

@ObjectType({ description: 'What needs a member’s attention in the shop.' })
export class ShopAlerts {
  @Field(() => Int, {
    nullable: true,
    description: 'Null without the permission UNMATCHED_PAYMENT_READ.',
  })
  openUnmatchedPaymentCount!: number | null

  @Field(() => CardMailWarning, {
    nullable: true,
    description: 'Null when nothing is wrong, and without the permission CARD_MAIL_MANAGE.',
  })
  cardMailWarning!: CardMailWarning | null

  @Field(() => SetupStepCodeType, {
    nullable: true,
    description:
      'The next step that opens the shop, or that the law wants once it can sell. Null without the permission SETTINGS_MANAGE.',
  })
  nextSetupStep!: SetupStepCode | null

  @Field(() => Boolean, {
    description:
      'True when cards are shown to members who signed in with a password alone, and the member may change that (SETTINGS_MANAGE).',
  })
  secondFactorOff!: boolean
}
