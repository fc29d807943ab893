import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { DateTime } from '../../kernel/date-time.type.ts'
import { LocalDate } from '../../kernel/local-date.type.ts'
import { PageInfo } from '../../kernel/page-info.type.ts'
import { OrderChannel } from '../../shop/card-offer.ts'
import type { LedgerClosing, LedgerEntry } from './ledger-hash.ts'
import { LedgerKind } from './ledger-kind.ts'

export const LedgerPeriod = { DAY: 'DAY', MONTH: 'MONTH', YEAR: 'YEAR' } as const
registerEnumType(LedgerPeriod, {
  name: 'LedgerPeriod',
  description: 'How long a closed period is, in the shop’s time zone.',
  valuesConfig: {
    DAY: { description: 'Closed at the end of each day with entries.' },
    MONTH: { description: 'Closed at the end of each month with entries.' },
    YEAR: { description: 'Closed at the end of each calendar year with entries.' },
  },
})

@ObjectType('LedgerEntry', {
  description:
    'A movement of money. Entries are never changed: what was recorded by mistake is followed by its opposite.',
})
export class LedgerEntryType {
  @Field(() => ID, { description: 'Ascending with time.' })
  id!: string

  @Field(() => ID, { description: 'As it is hashed: the shop of the request.' })
  shopId!: string

  @Field(() => Float, { description: 'From 1 without gaps.' })
  sequence!: number

  @Field(() => DateTime, { description: 'When it was recorded, to the millisecond; see `exactAt`.' })
  at!: Date

  @Field(() => String, { description: '`at` to the microsecond, as it is hashed.' })
  exactAt!: string

  @Field(() => LedgerKind, { description: 'Why the money moved.' })
  kind!: LedgerKind

  @Field(() => Float, { description: 'Minor units; positive if the shop received it.' })
  amount!: number

  @Field(() => String, { description: 'ISO 4217.' })
  currency!: string

  @Field(() => Float, {
    description: 'The sum of all entries in this currency up to this one, of test payments apart.',
  })
  runningTotal!: number

  @Field(() => ID, {
    nullable: true,
    description: '`MerchantOrder.id`; null where the money belongs to no order.',
  })
  orderId!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'For people; null where the money belongs to no order.',
  })
  orderCode!: string | null

  @Field(() => ID, { description: 'The certification, payment attempt, unmatched payment or refund.' })
  subjectId!: string

  @Field(() => String, { nullable: true, description: 'What the bank calls it.' })
  reference!: string | null

  @Field(() => Boolean, { description: 'Paid in a bank’s test environment.' })
  isTest!: boolean

  @Field(() => OrderChannel, {
    nullable: true,
    description:
      'How the order came in; null without an order, and for entries that are older than this field. Part of the hash if it is not null.',
  })
  channel!: OrderChannel | null

  @Field(() => String, { description: 'SHA-256 of the entry before, in hexadecimal; empty for the first.' })
  previousHash!: string

  @Field(() => String, { description: 'SHA-256 of this entry, with `previousHash`, in hexadecimal.' })
  hash!: string
}

@ObjectType('LedgerTotals', { description: 'Sums in minor units.' })
export class LedgerTotalsType {
  @Field(() => String, { description: 'ISO 4217. There is one row for each currency.' })
  currency!: string

  @Field(() => Boolean, {
    description: 'Whether these are payments of banks’ test environments, which are apart from all others.',
  })
  isTest!: boolean

  @Field(() => Float, { description: 'What came in.' })
  received!: number

  @Field(() => Float, { description: 'Negative.' })
  returned!: number
}

@ObjectType({ description: 'A page of a list, without its total count.' })
export class LedgerConnection {
  @Field(() => [LedgerEntryType], { description: 'Those of the page.' })
  nodes!: LedgerEntryType[]

  @Field(() => PageInfo, { description: 'Where the page is in the list.' })
  pageInfo!: PageInfo
}

@ObjectType('LedgerClosing', {
  description: 'A day, month or year that is over, with its totals in one currency. It is never changed.',
})
export class LedgerClosingType {
  @Field(() => ID, { description: 'Ascending with time.' })
  id!: string

  @Field(() => ID, { description: 'As it is hashed: the shop of the request.' })
  shopId!: string

  @Field(() => Float, { description: 'From 1 without gaps, over all kinds of periods.' })
  sequence!: number

  @Field(() => LedgerPeriod, { description: 'How long the period is.' })
  periodKind!: LedgerClosing['periodKind']

  @Field(() => LocalDate, { description: 'Its first day in the shop’s time zone.' })
  period!: string

  @Field(() => String, { description: 'ISO 4217. A period has one closing for each currency.' })
  currency!: string

  @Field(() => Boolean, {
    description: 'Whether it sums payments of banks’ test environments, which are apart from all others.',
  })
  isTest!: boolean

  @Field(() => Float, { description: 'Of the period, in any currency.' })
  firstEntry!: number

  @Field(() => Float, {
    description: '`LedgerEntry.sequence` of the last entry of the period, in any currency.',
  })
  lastEntry!: number

  @Field(() => Int, { description: 'Of the period, in this currency.' })
  entryCount!: number

  @Field(() => Float, { description: 'Minor units.' })
  received!: number

  @Field(() => Float, { description: 'Minor units; negative.' })
  returned!: number

  @Field(() => Float, { description: 'All amounts since the first entry of the ledger, in minor units.' })
  grandTotal!: number

  @Field(() => String, { description: 'UTC, to the microsecond, as it is hashed.' })
  closedAt!: string

  @Field(() => String, { description: '`LedgerEntry.hash` of `lastEntry`.' })
  lastEntryHash!: string

  @Field(() => String, { description: '`hash` of the closing before; empty for the first.' })
  previousHash!: string

  @Field(() => String, { description: 'SHA-256 of this closing, with `previousHash`, in hexadecimal.' })
  hash!: string
}

@InputType({ description: 'An entry must match every condition that is given.' })
export class LedgerFilterInput {
  @Field(() => [LedgerKind], {
    nullable: true,
    description: 'Entries of one of these; empty or absent for all.',
  })
  kinds?: LedgerKind[] | null

  @Field(() => LocalDate, { nullable: true, description: 'On or after this day in the shop’s time zone.' })
  since?: string | null

  @Field(() => LocalDate, { nullable: true, description: 'On or before this day in the shop’s time zone.' })
  until?: string | null

  @Field(() => Int, { nullable: true, description: '`LedgerEntry.sequence` of the first one.' })
  fromSequence?: number | null

  @Field(() => Int, { nullable: true, description: '`LedgerEntry.sequence` of the last one.' })
  toSequence?: number | null
}

export const toLedgerEntryType = (entry: LedgerEntry): LedgerEntryType => ({
  ...entry,
  kind: entry.kind as LedgerKind,
  at: new Date(entry.at),
  exactAt: entry.at,
})
