import type { BuyerContext } from '../app/context.ts'
import { RequestError } from '../kernel/errors.ts'
import { containsCardNumber } from '@triclic/card-core/text'
import type { Catalog, ProductList } from './catalog.ts'
import { foldText } from './fold-text.ts'
import { paginateProducts, type Page } from './paginate-products.ts'
import { ProductSort } from './product-sort.ts'

export interface ProductQuery {
  first?: number | null
  after?: string | null
  search?: string | null
  collectionSlug?: string | null
  sort?: ProductSort | null
}

const MAX_SEARCH_LENGTH = 200
const MAX_CACHED_LISTS = 100

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
  const all = catalog.sorted[sort ?? ProductSort.NAME]
  const words = search ? foldText(search).split(/\s+/).filter(Boolean) : []
  if (words.length === 0 && !collectionSlug) return all

  // Checked before the cache: its keys contain the search words, and a card number must not be kept in memory.
  if (search && containsCardNumber(search)) return { order: all.order, products: [] }

  const key = JSON.stringify([all.order.name, collectionSlug ?? null, ...words])
  const cached = catalog.filtered.get(key)
  if (cached) return cached
  const memberIds = collectionSlug ? catalog.collectionBySlug.get(collectionSlug)?.productIds : null
  const products = all.products.filter(
    ({ id, searchText }) =>
      (memberIds === null || memberIds?.has(id)) && words.every((word) => searchText.includes(word)),
  )
  const list = { order: all.order, products }
  if (catalog.filtered.size >= MAX_CACHED_LISTS) catalog.filtered.clear()
  catalog.filtered.set(key, list)
  return list
}
