import type { BuyerContext } from '../app/context.ts'
import { RequestError } from '../kernel/errors.ts'
import { containsCardNumber } from '@triclic/card-core/text'
import type { Catalog, CatalogProduct, ProductList } from './catalog.ts'
import { paginateProducts, type Page } from './paginate-products.ts'
import { ProductSort, relevanceOrder } from './product-sort.ts'
import { wordsOf, type WrittenWord } from './search-words.ts'

export interface ProductQuery {
  first?: number | null
  after?: string | null
  search?: string | null
  collectionSlug?: string | null
  sort?: ProductSort | null
}

const MAX_SEARCH_LENGTH = 200

/**
 * A page of the shop's products. Each word of `search` must occur in the product's name or description, or in the name or
 * SKU of one of its variants.
 * @throws BAD_USER_INPUT for an invalid page size or cursor, or a search that is too long
 */
export async function findProducts(ctx: BuyerContext, query: ProductQuery): Promise<Page> {
  if ((query.search?.length ?? 0) > MAX_SEARCH_LENGTH)
    throw new RequestError('BAD_USER_INPUT', `search is longer than ${MAX_SEARCH_LENGTH} characters.`)
  const catalog = await ctx.app.catalogs.of(ctx.shop)
  return paginateProducts(filterProducts(catalog, query), query.first, query.after)
}

function filterProducts(catalog: Catalog, { search, collectionSlug, sort }: ProductQuery): ProductList {
  const all = catalog.sorted[!sort || sort === ProductSort.RELEVANCE ? ProductSort.NAME : sort]
  const words = search?.trim() ? wordsOf(search) : null
  if (!words && !collectionSlug) return all

  const isRanked = words !== null && sort === ProductSort.RELEVANCE
  // Checked before the cache: its keys contain the search words, and a card number must not be kept in memory.
  if (search && containsCardNumber(search)) {
    const nothing = new Uint16Array()
    return { order: isRanked ? relevanceOrder(all.order, nothing) : all.order, products: [] }
  }
  const key = JSON.stringify([
    isRanked ? sort : all.order.name,
    collectionSlug ?? null,
    words?.map(({ parts }) => parts),
  ])
  const cached = catalog.filtered.get(key)
  if (cached) return cached
  const list = selectProducts(catalog, all, { words, collectionSlug, isRanked })
  catalog.filtered.set(key, list)
  return list
}

function selectProducts(
  catalog: Catalog,
  all: ProductList,
  {
    words,
    collectionSlug,
    isRanked,
  }: { words: WrittenWord[] | null; collectionSlug: string | null | undefined; isRanked: boolean },
): ProductList {
  const scores = words && catalog.index.search(words)
  const members = collectionSlug
    ? (catalog.collectionBySlug.get(collectionSlug)?.positions ?? new Map<string, number>())
    : null
  const products = all.products.filter(
    ({ id, slot }) => (!scores || (scores[slot] ?? 0) > 0) && (!members || members.has(id)),
  )
  if (!scores || !isRanked) return { order: all.order, products }
  return { order: relevanceOrder(all.order, scores), products: rank(products, scores) }
}

/** Higher scores first; products of the same score keep their order. */
function rank(products: CatalogProduct[], scores: Uint16Array): CatalogProduct[] {
  const byScore: CatalogProduct[][] = []
  for (const product of products) (byScore[scores[product.slot] ?? 0] ??= []).push(product)
  return byScore.reverse().flat()
}
