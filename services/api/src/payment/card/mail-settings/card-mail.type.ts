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
  description: 'The key has expired or was revoked; or one is compulsory and none was given.',
})

@ObjectType({ description: 'A public key.' })
export class OpenPgpKey implements Pick<KeyDescription, 'fingerprint' | 'userIds' | 'expiresAt'> {
  @Field(() => String, { description: 'Upper-case hexadecimal, without spaces.' })
  fingerprint!: string

  @Field(() => [String])
  userIds!: string[]

  @Field(() => DateTime, {
    nullable: true,
    description: 'When mail can no longer be encrypted to it; null if never.',
  })
  expiresAt!: Date | null
}

@ObjectType({ description: 'Where the six missing digits of each card are mailed, and how.' })
export class CardMail {
  @Field(() => String)
  fragmentTo!: string

  @Field(() => OpenPgpKey, { nullable: true, description: 'Without one the mails are written in clear.' })
  openPgpKey!: OpenPgpKey | null

  @Field(() => Boolean, { description: 'No card is taken without a usable key.' })
  openPgpRequired!: boolean

  @Field(() => CardsUnavailableReasonType, {
    nullable: true,
    description: 'Why no card is taken at the moment.',
  })
  cardStop!: CardsUnavailableReason | null
}
