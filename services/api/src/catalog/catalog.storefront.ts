import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql'
import type { BuyerContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import type { CatalogCollection } from './catalog.ts'
import { CollectionType, Product, ProductConnection } from './catalog.type.ts'
import { findProducts, findProductsOf } from './find-products.ts'
import { ProductFilters } from './product-filters.type.ts'
import { ProductSort } from './product-sort.ts'

const FIRST = { nullable: true, defaultValue: 20, description: 'From 0 to 100.' }
const AFTER = {
  nullable: true,
  description: '`PageInfo.endCursor` of the page before; absent for the first page.',
}
const LAST = {
  nullable: true,
  description:
    'The last products instead of the first, which is then ignored: those before `before`, to page backwards.',
}
const BEFORE = { nullable: true, description: 'A cursor, which is not in the page itself.' }

@Resolver(() => CollectionType)
export class CatalogResolver {
  @Query(() => ProductConnection, { description: 'Products that are published and match all conditions.' })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  products(
    @Ctx() ctx: BuyerContext,
    @Arg('first', () => Int, FIRST) first?: number | null,
    @Arg('after', () => String, AFTER) after?: string | null,
    @Arg('search', () => String, {
      nullable: true,
      description: 'Words in names, descriptions and numbers of variants; misspelt ones are found too.',
    })
    search?: string | null,
    @Arg('collectionSlug', () => String, {
      nullable: true,
      description: 'Only products of this collection; an unknown one has none.',
    })
    collectionSlug?: string | null,
    @Arg('sort', () => ProductSort, {
      nullable: true,
      defaultValue: ProductSort.NAME,
      description: 'The order of the list.',
    })
    sort?: ProductSort | null,
    @Arg('filters', () => ProductFilters, {
      nullable: true,
      description: 'What the products must match; all conditions at once.',
    })
    filters?: ProductFilters | null,
    @Arg('last', () => Int, LAST) last?: number | null,
    @Arg('before', () => String, BEFORE) before?: string | null,
  ): Promise<ProductConnection> {
    return findProducts(ctx, { first, after, last, before, search, collectionSlug, sort, filters })
  }

  @Query(() => Product, {
    nullable: true,
    description:
      'Also finds a product by a slug that it had before: redirect to the address of the slug that it has now.',
  })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  async product(
    @Ctx() ctx: BuyerContext,
    @Arg('slug', () => String, { description: '`Product.slug`.' }) slug: string,
  ): Promise<Product | null> {
    const { bySlug, byPreviousSlug } = await ctx.app.catalogs.of(ctx.shop)
    const product = bySlug.get(slug)
    const found = product ?? byPreviousSlug.get(slug) ?? null
    if (found) ctx.cacheTags?.addProduct(found.id)
    // Another product may take this slug.
    if (!product) ctx.cacheTags?.addList()
    return found
  }

  @Query(() => [CollectionType], { description: 'In the merchant’s order.' })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  async collections(@Ctx() ctx: BuyerContext): Promise<CollectionType[]> {
    const { collections } = await ctx.app.catalogs.of(ctx.shop)
    ctx.cacheTags?.addList()
    for (const { id } of collections) ctx.cacheTags?.addCollection(id)
    return collections
  }

  @FieldResolver(() => ProductConnection, {
    name: 'products',
    description: 'In the order that the merchant chose.',
  })
  productsOf(
    @Root() collection: CatalogCollection,
    @Ctx() ctx: BuyerContext,
    @Arg('first', () => Int, FIRST) first?: number | null,
    @Arg('after', () => String, AFTER) after?: string | null,
    @Arg('last', () => Int, LAST) last?: number | null,
    @Arg('before', () => String, BEFORE) before?: string | null,
  ): Promise<ProductConnection> {
    return findProductsOf(ctx, collection, { first, after, last, before })
  }
}
