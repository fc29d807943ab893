import { listProducts } from '#lib/server/list-products.ts'
import type { PageServerLoad } from './$types.js'

export const load: PageServerLoad = async (event) => ({
  newest: await listProducts(event, { first: 8, sort: 'NEWEST' }),
})
