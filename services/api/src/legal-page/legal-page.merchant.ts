import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import type { Language } from '../kernel/errors.ts'
import { ContentLanguage } from '../kernel/language.type.ts'
import { merchantPayload, toPayload } from '../kernel/payload.ts'
import type { PageKind } from '../shop/published-page.ts'
import { discardLegalPageDraft } from './discard-legal-page-draft.ts'
import {
  LegalPage,
  LegalPageInput,
  LegalPageSummary,
  LegalPageVersionWithText,
  PageKindType,
} from './legal-page.type.ts'
import { loadLegalPage, loadPageVersion, type LegalPage as EditedPage } from './load-legal-page.ts'
import { loadLegalPages } from './load-legal-pages.ts'
import { PAGE_NAMES } from './page-names.ts'
import { publishLegalPage } from './publish-legal-page.ts'
import { restoreLegalPage } from './restore-legal-page.ts'
import { saveLegalPage } from './save-legal-page.ts'

const LegalPagePayload = merchantPayload('LegalPagePayload', {
  page: { type: () => LegalPage, description: 'As it is now; null if it was not changed.' },
})

@Resolver()
export class LegalPageResolver {
  @Query(() => [LegalPageSummary], { description: 'The pages that the law wants, in both languages.' })
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  async legalPages(@Ctx() ctx: MerchantContext): Promise<LegalPageSummary[]> {
    return (await loadLegalPages(ctx)).map((page) => ({
      ...page,
      title: PAGE_NAMES[page.kind][page.language].title,
    }))
  }

  @Query(() => LegalPage, {
    description: 'A page in one language, with a proposal made from what is known of the shop.',
  })
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  async legalPage(
    @Ctx() ctx: MerchantContext,
    @Arg('kind', () => PageKindType, { description: 'Which of the pages that the law wants.' })
    kind: PageKind,
    @Arg('language', () => ContentLanguage, { description: 'Of the text.' }) language: Language,
  ): Promise<LegalPage> {
    return toType(await loadLegalPage(ctx, { kind, language }))
  }

  @Query(() => LegalPageVersionWithText, {
    nullable: true,
    description:
      'A published version, such as the one that an order refers to; null if the shop has no such version.',
  })
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  legalPageVersion(
    @Ctx() ctx: MerchantContext,
    @Arg('id', () => ID, { description: '`LegalPageVersion.id`.' }) id: string,
  ): Promise<LegalPageVersionWithText | null> {
    return loadPageVersion(ctx, id)
  }

  @Mutation(() => LegalPagePayload, { description: 'Keeps a text as draft. Buyers do not see it.' })
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  saveLegalPage(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => LegalPageInput, { description: 'The text.' }) input: LegalPageInput,
  ) {
    return toPayload(ctx, LegalPagePayload, async () => ({ page: toType(await saveLegalPage(ctx, input)) }))
  }

  @Mutation(() => LegalPagePayload, {
    description: 'Gives the draft of a page up, if there is one. The published version stays.',
  })
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  discardLegalPageDraft(
    @Ctx() ctx: MerchantContext,
    @Arg('kind', () => PageKindType, { description: 'Which of the pages that the law wants.' })
    kind: PageKind,
    @Arg('language', () => ContentLanguage, { description: 'Of the text.' }) language: Language,
    @Arg('version', () => String, {
      nullable: true,
      description:
        '`LegalPage.version` as it was read: PAGE_CHANGED_MEANWHILE if another one is stored. Null to discard whatever is stored.',
    })
    version: string | null,
  ) {
    return toPayload(ctx, LegalPagePayload, async () => ({
      page: toType(await discardLegalPageDraft(ctx, { kind, language, version })),
    }))
  }

  @Mutation(() => LegalPagePayload, {
    description: 'Publishes a text as the next version, which never changes afterwards.',
  })
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  publishLegalPage(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => LegalPageInput, {
      description:
        'The text: PAGE_HAS_BLANKS while something is to be completed, PAGE_UNCHANGED if buyers see it already.',
    })
    input: LegalPageInput,
  ) {
    return toPayload(ctx, LegalPagePayload, async () => ({
      page: toType(await publishLegalPage(ctx, input)),
    }))
  }

  @Mutation(() => LegalPagePayload, { description: 'Takes an earlier version as draft.' })
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  restoreLegalPage(
    @Ctx() ctx: MerchantContext,
    @Arg('id', () => ID, { description: '`LegalPageVersion.id` of an earlier version.' }) id: string,
    @Arg('version', () => String, {
      nullable: true,
      description: 'LegalPage.version as it was read: PAGE_CHANGED_MEANWHILE if another one is stored.',
    })
    version: string | null,
  ) {
    return toPayload(ctx, LegalPagePayload, async () => ({
      page: toType(await restoreLegalPage(ctx, { id, version })),
    }))
  }
}

const toType = (page: EditedPage): LegalPage => ({ ...page, ...PAGE_NAMES[page.kind][page.language] })
