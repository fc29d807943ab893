import { Field, InputType, Int, ObjectType } from 'type-graphql'
import { CardOffer } from './card-offer.ts'

@ObjectType('ShopSettings', { description: 'Durations in seconds.' })
export class ShopSettingsType {
  @Field(() => Int, { description: 'An unpaid order expires after this time: 1 hour to 60 days.' })
  orderDelaySeconds!: number

  @Field(() => Int, {
    description: 'A payment attempt without news from the bank expires after this time: 1 hour to 3 days.',
  })
  bankDelaySeconds!: number

  @Field(() => Int, {
    description: 'Kept digits are erased after this time at the latest: 1 hour to 30 days.',
  })
  keptRetentionSeconds!: number

  @Field(() => Int, {
    nullable: true,
    description:
      'Data of buyers is erased this many months after the last contact: 12 to 120; null keeps it without end.',
  })
  buyerDataRetentionMonths!: number | null

  @Field(() => String, {
    nullable: true,
    description: 'Page on which buyers enter a card again; null means /card of the first of `origins`.',
  })
  cardPageUrl!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Page to which mails about an order link; null means /order of the first of `origins`.',
  })
  orderPageUrl!: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'Public address of the shop, which receives buyers’ replies to emails; null means the address that receives card fragments.',
  })
  contactEmail!: string | null

  @Field(() => Boolean, {
    description:
      'Whether cards are shown and certified only to members who signed in with a passkey or a one-time code.',
  })
  secondFactorRequired!: boolean

  @Field(() => CardOffer, { description: 'To which buyers payment by card is offered.' })
  cardOffer!: CardOffer

  @Field(() => Boolean, {
    description: 'Whether payment by card is offered to anybody: `cardOffer` is not NOBODY.',
  })
  cardsAccepted!: boolean

  @Field(() => Boolean, {
    description: 'Whether the portal lets members copy a card number, its expiry and the amount.',
  })
  cardCopyAllowed!: boolean

  @Field(() => String, {
    description:
      'Changes with the settings. To be sent with a change, which then never overwrites another one unseen.',
  })
  version!: string

  @Field(() => [String], {
    description: 'Sites of the shop, those on a developer’s machine last; the pages must be on one of them.',
  })
  origins!: string[]
}

@InputType('ChangeShopSettingsInput', { description: 'Deadlines, pages and rules of the shop.' })
export class ChangeShopSettingsInputType {
  @Field(() => Int, { description: 'When an unpaid order expires: 3,600 to 5,184,000 (60 days).' })
  orderDelaySeconds!: number

  @Field(() => Int, { description: 'How long the news of a bank is waited for: 3,600 to 259,200 (3 days).' })
  bankDelaySeconds!: number

  @Field(() => Int, {
    description: 'How long kept digits of a card stay at the most: 3,600 to 2,592,000 (30 days).',
  })
  keptRetentionSeconds!: number

  @Field(() => Int, {
    nullable: true,
    description: 'Omitted, it stays unchanged; null keeps the data without end.',
  })
  buyerDataRetentionMonths?: number | null

  @Field(() => String, {
    nullable: true,
    description:
      'Page on which buyers enter a card again: PAGE_NOT_OF_SHOP unless it is on one of `shopOrigins`. Null, empty or absent: /card of the first one.',
  })
  cardPageUrl?: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'Page to which mails about an order link: PAGE_NOT_OF_SHOP unless it is on one of `shopOrigins`. Null, empty or absent: /order of the first one.',
  })
  orderPageUrl?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Omitted, it stays unchanged; null or empty removes it.',
  })
  contactEmail?: string | null

  @Field(() => Boolean, { nullable: true, description: 'Omitted or null, it stays unchanged.' })
  secondFactorRequired?: boolean | null

  @Field(() => CardOffer, { nullable: true, description: 'Omitted or null, it stays unchanged.' })
  cardOffer?: CardOffer | null

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Ignored with `cardOffer`. False is NOBODY; true offers cards again to those who were offered them before. Omitted or null, it stays unchanged.',
  })
  cardsAccepted?: boolean | null

  @Field(() => Boolean, { nullable: true, description: 'Omitted or null, it stays unchanged.' })
  cardCopyAllowed?: boolean | null

  @Field(() => String, {
    nullable: true,
    description:
      'The version of the settings that were changed: SETTINGS_CHANGED_MEANWHILE if others are stored. Without it, they are overwritten.',
  })
  version?: string | null
}
