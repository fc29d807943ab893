import { ApiProblem } from '#lib/api/api-problem.ts'
import { countCart } from '#lib/server/count-cart.ts'
import { listCollections } from '#lib/server/list-collections.ts'
import { readOpenOrder } from '#lib/server/open-order.ts'
import type { LayoutServerLoad } from './$types.js'

export const load: LayoutServerLoad = async (event) => {
  const { shop, access } = event.locals
  if (!shop || !access) throw new ApiProblem('SERVICE_UNAVAILABLE')
  const [collections, cartCount] = await Promise.all([listCollections(event), countCart(event)])
  return { shop, shopKey: access.key, collections, cartCount, openOrder: readOpenOrder(event) }
}
