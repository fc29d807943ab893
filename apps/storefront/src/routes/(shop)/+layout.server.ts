import { RequestError } from '#lib/api/request-error.ts'
import { countCartItems } from '#lib/server/cart.ts'
import { readLinks } from '#lib/server/catalog.ts'
import { readUnpaidOrder } from '#lib/server/cookies.ts'
import type { LayoutServerLoad } from './$types.js'

export const load: LayoutServerLoad = async (event) => {
  const { shop, shopConfig, shopError } = event.locals
  if (!shop || !shopConfig) throw shopError ?? new RequestError('SHOP_NOT_FOUND')
  const [{ collections, pages }, cartCount] = await Promise.all([readLinks(event), countCartItems(event)])
  return { shop, shopKey: shopConfig.key, collections, pages, cartCount, unpaidOrder: readUnpaidOrder(event) }
}
