import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { DateTime } from '../../kernel/date-time.type.ts'
import { LocalDate } from '../../kernel/local-date.type.ts'
import { PageInfo } from '../../kernel/page-info.type.ts'
import { OrderChannel } from '../../shop/card-offer.ts'
import type { LedgerClosing, LedgerEntry } from './ledger-hash.ts'
import { LedgerKind } from './ledger-kind.ts'

export const LedgerPeriod = { DAY: 'DAY', MONTH: 'MONTH', YEAR: 'YEAR' } as const
registerEnumType(LedgerPeriod, { name: 'LedgerPeriod' })

@ObjectType('LedgerEntry', {
  description:
    'A movement of money. Entries are never changed: what was recorded by mistake is followed by its opposite.',
})
export class LedgerEntryType {
  @Field(() => ID)
  id!: string

  @Field(() => ID)
  shopId!: string

  @Field(() => Float, { description: 'From 1 without gaps.' })
  sequence!: number

  @Field(() => DateTime)
  at!: Date

  @Field(() => String, { description: '`at` to the microsecond, as it is hashed.' })
  exactAt!: string

  @Field(() => LedgerKind)
  kind!: LedgerKind

  @Field(() => Float, { description: 'Minor units; positive if the shop received it.' })
  amount!: number

  @Field(() => String, { description: 'ISO 4217.' })
  currency!: string

  @Field(() => Float, {
    description: 'The sum of all entries in this currency up to this one, of test payments apart.',
  })
  runningTotal!: number

  @Field(() => ID, { nullable: true })
  orderId!: string | null

  @Field(() => String, { nullable: true })
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

  @Field(() => String)
  hash!: string
}

@ObjectType('LedgerTotals', { description: 'Sums in minor units.' })
export class LedgerTotalsType {
  @Field(() => String)
  currency!: string

  @Field(() => Boolean)
  isTest!: boolean

  @Field(() => Float)
  received!: number

  @Field(() => Float, { description: 'Negative.' })
  returned!: number
}

@ObjectType()
export class LedgerConnection {
  @Field(() => [LedgerEntryType])
  nodes!: LedgerEntryType[]

  @Field(() => PageInfo)
  pageInfo!: PageInfo
}

@ObjectType('LedgerClosing', {
  description: 'A day, month or year that is over, with its totals in one currency. It is never changed.',
})
export class LedgerClosingType {
  @Field(() => ID)
  id!: string

  @Field(() => ID)
  shopId!: string

  @Field(() => Float, { description: 'From 1 without gaps, over all kinds of periods.' })
  sequence!: number

  @Field(() => LedgerPeriod)
  periodKind!: LedgerClosing['periodKind']

  @Field(() => LocalDate, { description: 'Its first day in the shop’s time zone.' })
  period!: string

  @Field(() => String)
  currency!: string

  @Field(() => Boolean)
  isTest!: boolean

  @Field(() => Float, { description: 'Of the period, in any currency.' })
  firstEntry!: number

  @Field(() => Float)
  lastEntry!: number

  @Field(() => Int)
  entryCount!: number

  @Field(() => Float, { description: 'Minor units.' })
  received!: number

  @Field(() => Float, { description: 'Minor units; negative.' })
  returned!: number

  @Field(() => Float, { description: 'All amounts since the first entry of the ledger, in minor units.' })
  grandTotal!: number

  @Field(() => String, { description: 'UTC, to the microsecond, as it is hashed.' })
  closedAt!: string

  @Field(() => String)
  lastEntryHash!: string

  @Field(() => String)
  previousHash!: string

  @Field(() => String)
  hash!: string
}

@ObjectType({ description: 'What a check of the whole ledger found.' })
export class LedgerVerification {
  @Field(() => Float)
  entryCount!: number

  @Field(() => Float)
  closingCount!: number

  @Field(() => String, { description: 'The hash of the last entry; empty without entries.' })
  hash!: string

  @Field(() => String, {
    nullable: true,
    description: 'What is wrong first, in English; null if the ledger is as it was written.',
  })
  problem!: string | null
}

@ObjectType({
  description:
    'What the attestation of art. 286, I, 3° bis CGI names. Empty or null: to be filled in by hand.',
})
export class LedgerAttestation {
  @Field(() => String)
  publisher!: string

  @Field(() => String)
  productVersion!: string

  @Field(() => String, { nullable: true })
  companyName!: string | null

  @Field(() => String, { nullable: true })
  companyNumber!: string | null

  @Field(() => String, { nullable: true })
  companyAddress!: string | null

  @Field(() => DateTime, { nullable: true, description: 'When the ledger begins.' })
  usedSince!: Date | null
}

@InputType({ description: 'An entry must match every condition that is given.' })
export class LedgerFilterInput {
  @Field(() => [LedgerKind], { nullable: true })
  kinds?: LedgerKind[] | null

  @Field(() => LocalDate, { nullable: true, description: 'On or after this day in the shop’s time zone.' })
  since?: string | null

  @Field(() => LocalDate, { nullable: true, description: 'On or before this day in the shop’s time zone.' })
  until?: string | null

  @Field(() => Int, { nullable: true })
  fromSequence?: number | null

  @Field(() => Int, { nullable: true })
  toSequence?: number | null
}

export const toLedgerEntryType = (entry: LedgerEntry): LedgerEntryType => ({
  ...entry,
  kind: entry.kind as LedgerKind,
  at: new Date(entry.at),
  exactAt: entry.at,
})
