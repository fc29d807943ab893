import { containsCardNumber } from '@triclic/card-core/text'
import type { BuyerContext } from '../app/context.ts'
import { RequestError } from '../kernel/errors.ts'
import { tagProducts } from './cache-tags.ts'
import type { Catalog, CatalogCollection, FullProductList } from './catalog.ts'
import { countFacets } from './count-facets.ts'
import type { ProductFacets } from './facets.type.ts'
import { paginateProducts, type Page, type PageRequest } from './paginate-products.ts'
import { parseFilters } from './parse-filters.ts'
import { toConditions } from './product-conditions.ts'
import type { ProductFilters } from './product-filters.type.ts'
import { ProductSort } from './product-sort.ts'
import { selectProducts } from './select-products.ts'
import { MAX_SEARCH_LENGTH, searchedWords } from './search-words.ts'

export interface ProductQuery extends PageRequest {
  search?: string | null
  collectionSlug?: string | null
  sort?: ProductSort | null
  filters?: ProductFilters | null
  includeDescendants?: boolean
}

/** A page of products, and what they can be narrowed down by: computed when it is read. */
export type ProductPage = Page & { readonly facets: ProductFacets }

/**
 * A page of the shop's products. Each of the first twelve words of `search` must occur in the product's name or description, or in the name or
 * SKU of one of its variants.
 * @throws BAD_USER_INPUT for an invalid page size, cursor or filter, or a search that is too long
 */
export async function findProducts(ctx: BuyerContext, query: ProductQuery): Promise<ProductPage> {
  if ((query.search?.length ?? 0) > MAX_SEARCH_LENGTH)
    throw new RequestError('BAD_USER_INPUT', `search is longer than ${MAX_SEARCH_LENGTH} characters.`)
  const filters = parseFilters(query.filters)
  const catalog = await ctx.app.catalogs.of(ctx.shop)
  const within = query.collectionSlug ? catalog.collectionBySlug.get(query.collectionSlug) : null
  const conditions = toConditions(catalog, filters, {
    // A card number must not be kept in memory, where the words of searches are.
    isImpossible: within === undefined || containsCardNumber(query.search ?? ''),
    words: query.search?.trim() ? searchedWords(query.search) : null,
    within: within ? [within] : null,
    includesDescendants: query.includeDescendants ?? false,
  })
  const { sort, includeDescendants } = query
  const all = listOf(catalog, sort, within ?? null, includeDescendants ?? false)
  const list = selectProducts(catalog, conditions, all, { isRanked: sort === ProductSort.RELEVANCE })
  if (query.filters?.availability) ctx.cacheTags?.addStock()
  return toPage(ctx, paginateProducts(list, query), () => countFacets(catalog, conditions, ctx.language))
}

/**
 * The products of a collection in its own order; with those of the collections in it, by name if the merchant arranged its own.
 * @throws BAD_USER_INPUT for an invalid page size, cursor or filter
 */
export async function findProductsOf(
  ctx: BuyerContext,
  collection: CatalogCollection,
  query: Pick<ProductQuery, keyof PageRequest | 'filters' | 'includeDescendants'>,
): Promise<ProductPage> {
  const filters = parseFilters(query.filters)
  const catalog = await ctx.app.catalogs.of(ctx.shop)
  const includesDescendants = (query.includeDescendants ?? false) && collection.children.length > 0
  const conditions = toConditions(catalog, filters, {
    ...{ isImpossible: false, words: null, includesDescendants },
    within: [collection],
  })
  const all = listOf(catalog, ProductSort.COLLECTION, collection, includesDescendants)
  const list = selectProducts(catalog, conditions, all, { isRanked: false })
  if (query.filters?.availability) ctx.cacheTags?.addStock()
  return toPage(ctx, paginateProducts(list, query), () => countFacets(catalog, conditions, ctx.language))
}

/** All products in an order. That of a collection with others in it is by name if the merchant arranged its own. */
function listOf(
  catalog: Catalog,
  sort: ProductSort | null | undefined,
  within: CatalogCollection | null,
  includesDescendants: boolean,
): FullProductList {
  if (sort === ProductSort.COLLECTION && within) {
    if (!includesDescendants || within.children.length === 0) return within.list
    return catalog.sorted[within.sort === 'MANUAL' ? ProductSort.NAME : within.sort]
  }
  const isOfNothing = !sort || sort === ProductSort.RELEVANCE || sort === ProductSort.COLLECTION
  return catalog.sorted[isOfNothing ? ProductSort.NAME : sort]
}

async function toPage(ctx: BuyerContext, page: Page, count: () => ProductFacets): Promise<ProductPage> {
  await tagProducts(ctx, page.nodes)
  let facets: ProductFacets | null = null
  return {
    ...page,
    get facets() {
      // The stock of any product changes a count.
      ctx.cacheTags?.addStock()
      return (facets ??= count())
    },
  }
}
