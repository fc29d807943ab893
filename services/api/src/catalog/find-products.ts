import { containsCardNumber } from '@triclic/card-core/text'
import type { BuyerContext } from '../app/context.ts'
import { RequestError } from '../kernel/errors.ts'
import { tagProducts } from './cache-tags.ts'
import type { CatalogCollection } from './catalog.ts'
import { countFacets } from './count-facets.ts'
import type { ProductFacets } from './facets.type.ts'
import { paginateProducts, type Page, type PageRequest } from './paginate-products.ts'
import { parseFilters } from './parse-filters.ts'
import { toConditions } from './product-conditions.ts'
import type { ProductFilters } from './product-filters.type.ts'
import { ProductSort } from './product-sort.ts'
import { selectProducts } from './select-products.ts'
import { wordsOf, type WrittenWord } from './search-words.ts'

export interface ProductQuery extends PageRequest {
  search?: string | null
  collectionSlug?: string | null
  sort?: ProductSort | null
  filters?: ProductFilters | null
}

/** A page of products, and what they can be narrowed down by: computed when it is read. */
export type ProductPage = Page & { readonly facets: ProductFacets }

const MAX_SEARCH_LENGTH = 200
const MAX_WORDS = 12

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
    words: query.search?.trim() ? differentWords(query.search) : null,
    within: within ?? null,
  })
  const { sort } = query
  const all = catalog.sorted[!sort || sort === ProductSort.RELEVANCE ? ProductSort.NAME : sort]
  const list = selectProducts(catalog, conditions, all, { isRanked: sort === ProductSort.RELEVANCE })
  if (query.filters?.availability) ctx.cacheTags?.addStock()
  return toPage(ctx, paginateProducts(list, query), () => countFacets(catalog, conditions, ctx.language))
}

/** The products of a collection, in its own order. */
export async function findProductsOf(
  ctx: BuyerContext,
  collection: CatalogCollection,
  page: PageRequest,
): Promise<ProductPage> {
  const catalog = await ctx.app.catalogs.of(ctx.shop)
  const conditions = toConditions(catalog, parseFilters(null), {
    isImpossible: false,
    words: null,
    within: collection,
  })
  return toPage(ctx, paginateProducts(collection.list, page), () =>
    countFacets(catalog, conditions, ctx.language),
  )
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

/** The first words of a search, each once: what is repeated finds nothing else, and takes as long. */
function differentWords(search: string): WrittenWord[] {
  const words = new Map(wordsOf(search).map((word) => [word.parts.join(' '), word]))
  return [...words.values()].slice(0, MAX_WORDS)
}
