import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql'
import type { BuyerContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import type { CatalogCollection } from './catalog.ts'
import { CollectionType, Product, ProductConnection } from './catalog.type.ts'
import { findProducts } from './find-products.ts'
import { paginateProducts } from './paginate-products.ts'
import { ProductSort } from './product-sort.ts'

@Resolver(() => CollectionType)
export class CatalogResolver {
  @Query(() => ProductConnection, { description: 'Products that are published and match all conditions.' })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  products(
    @Ctx() ctx: BuyerContext,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: 'From 0 to 100.' })
    first?: number | null,
    @Arg('after', () => String, {
      nullable: true,
      description: '`PageInfo.endCursor` of the page before; absent for the first page.',
    })
    after?: string | null,
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
  ): Promise<ProductConnection> {
    return findProducts(ctx, { first, after, search, collectionSlug, sort })
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
    return bySlug.get(slug) ?? byPreviousSlug.get(slug) ?? null
  }

  @Query(() => [CollectionType], { description: 'In the merchant’s order.' })
  @EntryPoint({ access: 'visitor', rateLimit: 'address' })
  async collections(@Ctx() ctx: BuyerContext): Promise<CollectionType[]> {
    return (await ctx.app.catalogs.of(ctx.shop)).collections
  }

  @FieldResolver(() => ProductConnection, {
    name: 'products',
    description: 'In the order that the merchant chose.',
  })
  productsOf(
    @Root() collection: CatalogCollection,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: 'From 0 to 100.' })
    first?: number | null,
    @Arg('after', () => String, {
      nullable: true,
      description: '`PageInfo.endCursor` of the page before; absent for the first page.',
    })
    after?: string | null,
  ): ProductConnection {
    return paginateProducts(collection.list, first, after)
  }
}
