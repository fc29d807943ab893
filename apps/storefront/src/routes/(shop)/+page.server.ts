import { listCollectionImages, listProducts } from '#lib/server/catalog.ts'
import { describeHomePage } from '#lib/server/page-head/describe-home-page.ts'
import type { PageServerLoad } from './$types.js'

export const load: PageServerLoad = async (event) => {
  const [newest, collectionImages] = await Promise.all([
    listProducts(event, { first: 8, sort: 'NEWEST' }),
    listCollectionImages(event),
  ])
  await describeHomePage(event)
  return { newest, collectionImages }
}
