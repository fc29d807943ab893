import { Field, Float, ObjectType } from 'type-graphql'
import { DateTime } from '../../kernel/date-time.type.ts'

@ObjectType({ description: 'What a check of the whole ledger found.' })
export class LedgerVerification {
  @Field(() => Float, { description: 'How many entries were checked.' })
  entryCount!: number

  @Field(() => Float, { description: 'How many closings were checked.' })
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
  @Field(() => String, { description: 'Who answers for the software, as the operator has set it.' })
  publisher!: string

  @Field(() => String, { description: 'Of the software that runs now.' })
  productVersion!: string

  @Field(() => String, {
    nullable: true,
    description: 'Of the business identity of the shop; null until it was entered.',
  })
  companyName!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'SIREN or SIRET, of the business identity; null until it was entered.',
  })
  companyNumber!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Of the business identity of the shop, on one line; null until it was entered.',
  })
  companyAddress!: string | null

  @Field(() => DateTime, { nullable: true, description: 'When the ledger begins.' })
  usedSince!: Date | null
}
