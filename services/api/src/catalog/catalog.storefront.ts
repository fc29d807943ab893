import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql'
import type { BuyerContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { tagProducts } from './cache-tags.ts'
import type { CatalogCollection } from './catalog.ts'
import { CollectionType, Product, ProductConnection } from './catalog.type.ts'
import { findProducts } from './find-products.ts'
import { paginateProducts } from './paginate-products.ts'
import { ProductSort } from './product-sort.ts'

@Resolver(() => CollectionType)
export class CatalogResolver {
  @Query(() => ProductConnection)
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  async products(
    @Ctx() ctx: BuyerContext,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20 }) first?: number | null,
    @Arg('after', () => String, { nullable: true }) after?: string | null,
    @Arg('search', () => String, { nullable: true }) search?: string | null,
    @Arg('collectionSlug', () => String, { nullable: true }) collectionSlug?: string | null,
    @Arg('sort', () => ProductSort, { nullable: true, defaultValue: ProductSort.NAME })
    sort?: ProductSort | null,
  ): Promise<ProductConnection> {
    const page = await findProducts(ctx, { first, after, search, collectionSlug, sort })
    if (ctx.cacheTags) await tagProducts(ctx, page.nodes)
    return page
  }

  @Query(() => Product, {
    nullable: true,
    description:
      'Also finds a product by a slug that it had before: redirect to the address of the slug that it has now.',
  })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  async product(@Ctx() ctx: BuyerContext, @Arg('slug', () => String) slug: string): Promise<Product | null> {
    const { bySlug, byPreviousSlug } = await ctx.app.catalogs.of(ctx.shop)
    const product = bySlug.get(slug)
    const found = product ?? byPreviousSlug.get(slug) ?? null
    if (found) ctx.cacheTags?.addProduct(found.id)
    // Another product may take this slug.
    if (!product) ctx.cacheTags?.addList()
    return found
  }

  @Query(() => [CollectionType])
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  async collections(@Ctx() ctx: BuyerContext): Promise<CollectionType[]> {
    const { collections } = await ctx.app.catalogs.of(ctx.shop)
    ctx.cacheTags?.addList()
    for (const { id } of collections) ctx.cacheTags?.addCollection(id)
    return collections
  }

  @FieldResolver(() => ProductConnection, { name: 'products' })
  async productsOf(
    @Root() collection: CatalogCollection,
    @Ctx() ctx: BuyerContext,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20 }) first?: number | null,
    @Arg('after', () => String, { nullable: true }) after?: string | null,
  ): Promise<ProductConnection> {
    const page = paginateProducts(collection.list, first, after)
    if (ctx.cacheTags) await tagProducts(ctx, page.nodes)
    return page
  }
}
