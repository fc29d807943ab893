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
})

@ObjectType()
export class LegalPageSummary {
  @Field(() => PageKindType)
  kind!: PageKind

  @Field(() => ContentLanguage)
  language!: Language

  @Field(() => String)
  title!: string

  @Field(() => Int, { nullable: true, description: 'Of the version that is published; null if none is.' })
  number!: number | null

  @Field(() => DateTime, { nullable: true })
  publishedAt!: Date | null

  @Field(() => Boolean)
  hasDraft!: boolean

  @Field(() => Boolean, {
    description: 'Whether what the page was made from has changed since it was published.',
  })
  isOutdated!: boolean
}

@ObjectType({ description: 'A published version of a page. Never changes.' })
export class LegalPageVersion {
  @Field(() => ID)
  id!: string

  @Field(() => PageKindType)
  kind!: PageKind

  @Field(() => ContentLanguage)
  language!: Language

  @Field(() => Int, { description: 'From 1.' })
  number!: number

  @Field(() => DateTime)
  publishedAt!: Date

  @Field(() => String, { description: 'The name of the member.' })
  publishedBy!: string
}

@ObjectType()
export class LegalPageVersionWithText extends LegalPageVersion {
  @Field(() => String)
  html!: string
}

@ObjectType()
export class LegalPageDraft {
  @Field(() => String)
  html!: string

  @Field(() => DateTime)
  updatedAt!: Date

  @Field(() => String, { description: 'The name of the member.' })
  updatedBy!: string
}

@ObjectType({ description: 'A fact that has changed. Empty texts: not known.' })
export class LegalPageChange {
  @Field(() => FactNameType)
  name!: FactName

  @Field(() => String)
  before!: string

  @Field(() => String)
  after!: string
}

@ObjectType({ description: 'A legal page in one language, as a member edits it.' })
export class LegalPage {
  @Field(() => PageKindType)
  kind!: PageKind

  @Field(() => ContentLanguage)
  language!: Language

  @Field(() => String)
  title!: string

  @Field(() => String, { description: 'What the page is found by in a storefront.' })
  slug!: string

  @Field(() => LegalPageDraft, { nullable: true })
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

@InputType()
export class LegalPageInput {
  @Field(() => PageKindType)
  kind!: PageKind

  @Field(() => ContentLanguage)
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
