import { Arg, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql'
import type { BuyerContext } from '../app/context.ts'
import { DateTime } from '../kernel/date-time.type.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { PAGE_KINDS, publishedPage, type PageKind, type PublishedPage } from '../shop/published-page.ts'
import { PageKindType } from './legal-page.type.ts'
import { findKindBySlug, PAGE_NAMES } from './page-names.ts'
import { readPageHtml } from './read-page-html.ts'

@ObjectType({
  description:
    'A page that the law wants. In the language of the request if it is published in it, else in another one.',
})
class ShopPage {
  @Field(() => ID, { description: 'Of the version.' })
  id!: string

  @Field(() => PageKindType, { description: 'Which page it is.' })
  kind!: PageKind

  @Field(() => String, { description: 'For addresses; one for each language.' })
  slug!: string

  @Field(() => String, { description: 'In the language of the text.' })
  title!: string

  @Field(() => String, { description: 'The language of the text: `en` or `fr`.' })
  language!: string

  @Field(() => Int, { description: 'Number of the version, from 1.' })
  version!: number

  @Field(() => DateTime, { description: 'When this version was published.' })
  publishedAt!: Date

  @Field(() => String, { description: 'The text, formatted as the description of a product.' })
  html?: string
}

@Resolver(() => ShopPage)
export class ShopPageResolver {
  @Query(() => [ShopPage], {
    description: 'The published pages: legal notice, terms of sale, privacy policy, right of withdrawal.',
  })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  shopPages(@Ctx() { shop, language }: BuyerContext): ShopPage[] {
    return PAGE_KINDS.flatMap((kind) => publishedPage(shop, kind, language) ?? []).map(toType)
  }

  @Query(() => ShopPage, { nullable: true, description: 'A published page by its slug in any language.' })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  shopPage(
    @Ctx() { shop, language }: BuyerContext,
    @Arg('slug', () => String, { description: '`ShopPage.slug`.' }) slug: string,
  ): ShopPage | null {
    const kind = findKindBySlug(slug)
    const page = kind && publishedPage(shop, kind, language)
    return page ? toType(page) : null
  }

  @FieldResolver(() => String)
  async html(@Root() page: ShopPage, @Ctx() ctx: BuyerContext): Promise<string> {
    return (await readPageHtml(ctx, page.id)) ?? ''
  }
}

const toType = ({ id, kind, language, number, publishedAt }: PublishedPage): ShopPage => ({
  id,
  kind,
  ...PAGE_NAMES[kind][language],
  language,
  version: number,
  publishedAt: new Date(publishedAt),
})
