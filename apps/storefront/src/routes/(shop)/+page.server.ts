import { illustrateCollections } from '#lib/server/illustrate-collections.ts'
import { listProducts } from '#lib/server/list-products.ts'
import type { PageServerLoad } from './$types.js'

export const load: PageServerLoad = async (event) => {
  const [newest, pictures] = await Promise.all([
    listProducts(event, { first: 8, sort: 'NEWEST' }),
    illustrateCollections(event),
  ])
  return { newest, pictures }
}
