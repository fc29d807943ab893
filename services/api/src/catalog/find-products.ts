import type { BuyerContext } from '../app/context.ts'
import { RequestError } from '../kernel/errors.ts'
import { containsCardNumber } from '@triclic/card-core/text'
import type { Catalog, CatalogProduct, FullProductList, ProductList } from './catalog.ts'
import { paginateProducts, type Page } from './paginate-products.ts'
import { ProductSort, relevanceOrder } from './product-sort.ts'
import { wordsOf } from './search-words.ts'

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
  const members =
    collectionSlug && (catalog.collectionBySlug.get(collectionSlug)?.positions ?? new Map<string, number>())
  const isMember = ({ id }: CatalogProduct) => !members || members.has(id)
  const list = words
    ? selectMatches(all, catalog.index.search(words), { isMember, isRanked })
    : { order: all.order, products: all.products.filter(isMember) }
  catalog.filtered.set(key, list)
  return list
}

/** The products with a score; the highest first if they are ranked, and those of the same score in the order of the list. */
function selectMatches(
  { order, products, slots }: FullProductList,
  scores: Uint16Array,
  { isMember, isRanked }: { isMember: (product: CatalogProduct) => boolean; isRanked: boolean },
): ProductList {
  const byScore: CatalogProduct[][] = []
  for (let index = 0; index < slots.length; index++) {
    const score = scores[slots[index] as number] as number
    if (score === 0) continue
    const product = products[index] as CatalogProduct
    if (isMember(product)) (byScore[isRanked ? score : 0] ??= []).push(product)
  }
  return {
    order: isRanked ? relevanceOrder(order, scores.slice()) : order,
    products: byScore.reverse().flat(),
  }
}
