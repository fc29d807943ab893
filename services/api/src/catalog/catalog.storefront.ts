import { Arg, Ctx, Extensions, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql'
import type { BuyerContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import type { CatalogCollection } from './catalog.ts'
import { CollectionType, Product, ProductConnection } from './catalog.type.ts'
import { findProducts, findProductsOf } from './find-products.ts'
import { findSuggestions } from './find-suggestions.ts'
import { ProductFilters } from './product-filters.type.ts'
import { ProductSort } from './product-sort.ts'
import { Suggestions } from './suggestions.type.ts'

const LAST = {
  nullable: true,
  description:
    'The last products instead of the first, which is then ignored: those before `before`, to page backwards.',
}
const BEFORE = { nullable: true, description: 'A cursor, which is not in the page itself.' }
const FILTERS = { nullable: true, description: 'Conditions on price, availability, options and collections.' }
const DESCENDANTS = { defaultValue: false }

@Resolver(() => CollectionType)
export class CatalogResolver {
  @Query(() => ProductConnection)
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  products(
    @Ctx() ctx: BuyerContext,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20 }) first?: number | null,
    @Arg('after', () => String, { nullable: true }) after?: string | null,
    @Arg('search', () => String, { nullable: true }) search?: string | null,
    @Arg('collectionSlug', () => String, { nullable: true }) collectionSlug?: string | null,
    @Arg('sort', () => ProductSort, { nullable: true, defaultValue: ProductSort.NAME })
    sort?: ProductSort | null,
    @Arg('filters', () => ProductFilters, FILTERS) filters?: ProductFilters | null,
    @Arg('last', () => Int, LAST) last?: number | null,
    @Arg('before', () => String, BEFORE) before?: string | null,
    @Arg('includeDescendants', () => Boolean, {
      ...DESCENDANTS,
      description:
        'Whether products of the collections within a collection are in it too: for `collectionSlug`, `filters.collections` and its facet.',
    })
    includeDescendants?: boolean,
  ): Promise<ProductConnection> {
    const page = { first, after, last, before }
    return findProducts(ctx, { ...page, search, collectionSlug, sort, filters, includeDescendants })
  }

  @Query(() => Product, {
    nullable: true,
    description:
      'Also finds a product by a slug that it had before: redirect to the address of the slug that it has now.',
  })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  async product(@Ctx() ctx: BuyerContext, @Arg('slug', () => String) slug: string): Promise<Product | null> {
    const { bySlug, byPreviousSlug } = await ctx.app.catalogs.of(ctx.shop)
    return bySlug.get(slug) ?? byPreviousSlug.get(slug) ?? null
  }

  @Query(() => [CollectionType], { description: 'In the merchant’s order.' })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  async collections(
    @Ctx() ctx: BuyerContext,
    @Arg('topLevelOnly', () => Boolean, {
      defaultValue: false,
      description: 'Leaves out those within another one, as for a menu that asks for `children`.',
    })
    topLevelOnly: boolean,
  ): Promise<CollectionType[]> {
    const { collections } = await ctx.app.catalogs.of(ctx.shop)
    return topLevelOnly ? collections.filter(({ parent }) => parent === null) : collections
  }

  @Query(() => CollectionType, {
    nullable: true,
    description: 'A collection by its slug; null if there is none.',
  })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  async collection(
    @Ctx() ctx: BuyerContext,
    @Arg('slug', () => String, { description: 'Of the collection.' }) slug: string,
  ): Promise<CollectionType | null> {
    return (await ctx.app.catalogs.of(ctx.shop)).collectionBySlug.get(slug) ?? null
  }

  @Extensions({ cost: 1 })
  @Query(() => Suggestions, {
    description:
      'For a search field, at each letter: from two letters on, whatever the accents. One typing error is forgiven in a word of four letters or more that nothing else matches.',
  })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  suggestions(
    @Ctx() ctx: BuyerContext,
    @Arg('query', () => String, { description: 'What was typed so far, at most 200 characters.' })
    query: string,
    @Arg('first', () => Int, { defaultValue: 5, description: 'Of each kind, at most 10.' }) first: number,
  ): Promise<Suggestions> {
    return findSuggestions(ctx, { query, first })
  }

  @FieldResolver(() => ProductConnection, {
    name: 'products',
    description: 'Its products, in the order that the merchant chose for it.',
  })
  productsOf(
    @Ctx() ctx: BuyerContext,
    @Root() collection: CatalogCollection,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20 }) first?: number | null,
    @Arg('after', () => String, { nullable: true }) after?: string | null,
    @Arg('filters', () => ProductFilters, FILTERS) filters?: ProductFilters | null,
    @Arg('last', () => Int, LAST) last?: number | null,
    @Arg('before', () => String, BEFORE) before?: string | null,
    @Arg('includeDescendants', () => Boolean, {
      ...DESCENDANTS,
      description:
        'Whether products of the collections within it are listed too, then by name if the merchant arranged its own.',
    })
    includeDescendants?: boolean,
  ): Promise<ProductConnection> {
    return findProductsOf(ctx, collection, { first, after, last, before, filters, includeDescendants })
  }
}
