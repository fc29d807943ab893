import type { BuyerContext } from '../app/context.ts'
import { RequestError } from '../kernel/errors.ts'
import { containsCardNumber } from '../kernel/card-numbers.ts'
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

const LONGEST_SEARCH = 200
const MOST_FOUND = 100

/** A page of the shop's products. Every word searched for stands somewhere in the product's name, text, sku or variants. */
export async function findProducts(ctx: BuyerContext, wanted: ProductQuery): Promise<Page> {
  if ((wanted.search?.length ?? 0) > LONGEST_SEARCH)
    throw new RequestError('BAD_USER_INPUT', `search is longer than ${LONGEST_SEARCH} characters.`)
  const catalog = await ctx.app.catalogs.of(ctx.shop)
  return paginateProducts(filter(catalog, wanted), wanted.first, wanted.after)
}

function filter(catalog: Catalog, { search, collectionSlug, sort }: ProductQuery): ProductList {
  const all = catalog.sorted[sort ?? ProductSort.NAME]
  const words = search ? foldText(search).split(/\s+/).filter(Boolean) : []
  if (words.length === 0 && !collectionSlug) return all

  // What was found is kept by what was looked for.
  if (search && containsCardNumber(search)) return { order: all.order, products: [] }

  const key = JSON.stringify([all.order.name, collectionSlug ?? null, ...words])
  const known = catalog.found.get(key)
  if (known) return known
  const within = collectionSlug ? catalog.collectionBySlug.get(collectionSlug)?.productIds : null
  const products = all.products.filter(
    ({ id, searchText }) =>
      (within === null || within?.has(id)) && words.every((word) => searchText.includes(word)),
  )
  const list = { order: all.order, products }
  if (catalog.found.size >= MOST_FOUND) catalog.found.clear()
  catalog.found.set(key, list)
  return list
}
