import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { DateTime } from '../kernel/date-time.type.ts'
import type { Language } from '../kernel/errors.ts'
import { ContentLanguage } from '../kernel/language.type.ts'
import { PAGE_KINDS, type PageKind } from '../shop/published-page.ts'
import { FACT_NAMES, type FactName } from './page-facts.ts'

export const PageKindType = Object.fromEntries(PAGE_KINDS.map((kind) => [kind, kind]))
registerEnumType(PageKindType, {
  name: 'ShopPageKind',
  description: 'The pages that the law wants of every shop.',
  valuesConfig: {
    LEGAL_NOTICE: { description: 'Who runs the site.' },
    PRIVACY: { description: 'What is done with data of buyers.' },
    TERMS: { description: 'The terms of sale, which a buyer accepts with the order.' },
    WITHDRAWAL: { description: 'How to withdraw from a purchase, with the model form.' },
  },
})

const toEnumName = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
const FactNameType = Object.fromEntries(FACT_NAMES.map((name) => [toEnumName(name), name]))
registerEnumType(FactNameType, {
  name: 'LegalPageFact',
  description: 'Something that legal pages are made from.',
  valuesConfig: {
    ADDRESS: { description: 'Of the registered office.' },
    BANK_PROVIDERS: { description: 'The banks on whose pages buyers can pay.' },
    BUYER_RETENTION_MONTHS: {
      description: 'After how many months data of buyers is erased; empty for never.',
    },
    CARD_RETENTION_DAYS: {
      description: 'After how many days the kept digits of a card are erased at the latest.',
    },
    COUNTRY_CODE: { description: 'Of the registered office: ISO 3166-1 alpha-2.' },
    DELIVERY_COUNTRIES: { description: 'Where the shop delivers.' },
    EMAIL: { description: 'Public email address of the shop.' },
    HOSTING_PROVIDER: { description: 'Who runs the servers, as the operator has set it.' },
    LEGAL_FORM: { description: 'With the capital of a company.' },
    LEGAL_NAME: { description: 'Of the company, or of the sole trader.' },
    MANUAL_METHODS: { description: 'Whether buyers can pay by transfer or cheque.' },
    MEDIATOR_NAME: { description: 'Whom consumers may turn to.' },
    MEDIATOR_URL: { description: 'The mediator’s website.' },
    PAYMENT_MODES: { description: 'Whether buyers can pay by card or at a bank.' },
    PHONE: { description: 'For customers.' },
    PUBLICATION_DIRECTOR: { description: 'Who answers for what the site publishes.' },
    REGISTRATION_NUMBER: { description: 'SIREN or SIRET in France.' },
    REGISTRY: { description: 'Where the business is registered.' },
    SHOP_NAME: { description: 'As buyers see it.' },
    TAX_EXEMPT: { description: 'Whether the shop charges no VAT as a small business.' },
    VAT_NUMBER: { description: 'Of the business.' },
  },
})

@ObjectType({ description: 'A page that the law wants, in one language, and how far it is.' })
export class LegalPageSummary {
  @Field(() => PageKindType, { description: 'Which of the pages that the law wants.' })
  kind!: PageKind

  @Field(() => ContentLanguage, { description: 'Each language has its own text and its own versions.' })
  language!: Language

  @Field(() => String, { description: 'Of the page, in its language; the merchant cannot change it.' })
  title!: string

  @Field(() => Int, { nullable: true, description: 'Of the version that is published; null if none is.' })
  number!: number | null

  @Field(() => DateTime, { nullable: true, description: 'When it was published; null if none is.' })
  publishedAt!: Date | null

  @Field(() => Boolean, { description: 'Whether there is a text that is not published.' })
  hasDraft!: boolean

  @Field(() => Boolean, {
    description: 'Whether what the page was made from has changed since it was published.',
  })
  isOutdated!: boolean
}

@ObjectType({ description: 'A published version of a page. Never changes.' })
export class LegalPageVersion {
  @Field(() => ID, { description: 'For `legalPageVersion` and `restoreLegalPage`; orders refer to it.' })
  id!: string

  @Field(() => PageKindType, { description: 'Which of the pages that the law wants.' })
  kind!: PageKind

  @Field(() => ContentLanguage, { description: 'Each language has its own text and its own versions.' })
  language!: Language

  @Field(() => Int, { description: 'From 1.' })
  number!: number

  @Field(() => DateTime, { description: 'When a member published it.' })
  publishedAt!: Date

  @Field(() => String, { description: 'The name of the member.' })
  publishedBy!: string
}

@ObjectType({ description: 'A published version of a page, with its text. Never changes.' })
export class LegalPageVersionWithText extends LegalPageVersion {
  @Field(() => String, { description: 'Sanitised HTML, as buyers read it.' })
  html!: string
}

@ObjectType({ description: 'A text of a page that buyers do not see.' })
export class LegalPageDraft {
  @Field(() => String, { description: 'Sanitised HTML, at most 50,000 characters.' })
  html!: string

  @Field(() => DateTime, { description: 'When it was last saved.' })
  updatedAt!: Date

  @Field(() => String, { description: 'The name of the member.' })
  updatedBy!: string
}

@ObjectType({ description: 'A fact that has changed. Empty texts: not known.' })
export class LegalPageChange {
  @Field(() => FactNameType, { description: 'What has changed.' })
  name!: FactName

  @Field(() => String, {
    description:
      'As it was when the page was published: codes, separated by commas, of countries (`*` for everywhere) and ways to pay; `yes` or empty for TAX_EXEMPT.',
  })
  before!: string

  @Field(() => String, { description: 'As it is now, written as `before`.' })
  after!: string
}

@ObjectType({ description: 'A legal page in one language, as a member edits it.' })
export class LegalPage {
  @Field(() => PageKindType, { description: 'Which of the pages that the law wants.' })
  kind!: PageKind

  @Field(() => ContentLanguage, { description: 'Each language has its own text and its own versions.' })
  language!: Language

  @Field(() => String, { description: 'Of the page, in its language; the merchant cannot change it.' })
  title!: string

  @Field(() => String, { description: 'What the page is found by in a storefront.' })
  slug!: string

  @Field(() => LegalPageDraft, {
    nullable: true,
    description: 'A text that is not published; null without one.',
  })
  draft!: LegalPageDraft | null

  @Field(() => LegalPageVersionWithText, { nullable: true, description: 'The version that buyers see.' })
  published!: LegalPageVersionWithText | null

  @Field(() => String, {
    description:
      'A text made from what is known of the shop now, as HTML. What must be completed stands in brackets: `[To complete: …]`.',
  })
  proposal!: string

  @Field(() => [LegalPageChange], {
    description: 'What has changed of the shop since the version was published.',
  })
  changes!: LegalPageChange[]

  @Field(() => [LegalPageVersion], { description: 'The newest 100, newest first.' })
  versions!: LegalPageVersion[]

  @Field(() => String, { description: 'Changes with draft and publication; to be sent with a change.' })
  version!: string
}

@InputType({ description: 'A text of a page.' })
export class LegalPageInput {
  @Field(() => PageKindType, { description: 'Which of the pages that the law wants.' })
  kind!: PageKind

  @Field(() => ContentLanguage, { description: 'Of the text.' })
  language!: Language

  @Field(() => String, {
    description: 'At most 50,000 characters; formatted as the description of a product may be.',
  })
  html!: string

  @Field(() => String, {
    nullable: true,
    description: 'The version that was changed: PAGE_CHANGED_MEANWHILE if another one is stored.',
  })
  version?: string | null
}
