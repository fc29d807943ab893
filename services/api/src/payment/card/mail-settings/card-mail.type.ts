import { Field, ObjectType, registerEnumType } from 'type-graphql'
import type { KeyDescription } from '../../../platform/crypto/openpgp.ts'
import { DateTime } from '../../../kernel/date-time.type.ts'
import type { CardsUnavailableReason } from '../../../shop/available-payment-modes.ts'

export const CardsUnavailableReasonType = {
  OPENPGP_KEY_UNUSABLE: 'OPENPGP_KEY_UNUSABLE',
  OPENPGP_KEY_MISSING: 'OPENPGP_KEY_MISSING',
} as const satisfies { [S in CardsUnavailableReason]: S }

registerEnumType(CardsUnavailableReasonType, {
  name: 'CardsUnavailableReason',
  description:
    'OPENPGP_KEY_UNUSABLE: the key has expired or was revoked. OPENPGP_KEY_MISSING: a key is required and none was given.',
  valuesConfig: {
    OPENPGP_KEY_MISSING: { description: 'A key is required and none was given: the shop takes no cards.' },
    OPENPGP_KEY_UNUSABLE: { description: 'The key has expired or was revoked: the shop takes no cards.' },
  },
})

@ObjectType({ description: 'An OpenPGP public key.' })
export class OpenPgpKey implements Pick<KeyDescription, 'fingerprint' | 'userIds' | 'expiresAt'> {
  @Field(() => String, { description: 'Uppercase hexadecimal, without spaces.' })
  fingerprint!: string

  @Field(() => [String], {
    description: 'Names and addresses in the key, at most 20. They are not verified.',
  })
  userIds!: string[]

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the key can no longer be used for encryption; null if it does not expire.',
  })
  expiresAt!: Date | null
}

@ObjectType({
  description: 'An OpenPGP key that card mail is not encrypted to yet: its code has not been entered.',
})
export class UnconfirmedOpenPgpKey {
  @Field(() => OpenPgpKey, { description: 'To which card mails are encrypted once the code was entered.' })
  key!: OpenPgpKey

  @Field(() => String, { description: 'The address that the code was mailed to, encrypted to the key.' })
  sentTo!: string

  @Field(() => DateTime, { description: 'When its code expires: an hour after it was mailed.' })
  expiresAt!: Date

  @Field(() => Boolean, {
    description: 'Whether the code can be entered. Otherwise `resendOpenPgpCode` sends a new one.',
  })
  isOpen!: boolean
}

@ObjectType({ description: 'Where and how the last six digits of each card are mailed.' })
export class CardMail {
  @Field(() => String, { description: 'The address that receives them.' })
  fragmentTo!: string

  @Field(() => String, {
    description:
      'Changes with the address. To be sent with a change, which then never overwrites another one unseen.',
  })
  version!: string

  @Field(() => OpenPgpKey, {
    nullable: true,
    description: 'Without a key, card fragment mails are not encrypted.',
  })
  openPgpKey!: OpenPgpKey | null

  @Field(() => Boolean, { description: 'Whether cards are refused while the shop has no usable key.' })
  openPgpRequired!: boolean

  @Field(() => CardsUnavailableReasonType, {
    nullable: true,
    description: 'Why the shop can’t take cards at the moment; null if it can.',
  })
  cardStop!: CardsUnavailableReason | null
}
