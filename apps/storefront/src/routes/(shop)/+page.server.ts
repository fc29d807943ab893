import { listCollectionImages, listNewest } from '#lib/server/catalog.ts'
import { describeHomePage } from '#lib/server/page-head/describe-home-page.ts'
import type { PageServerLoad } from './$types.js'

export const load: PageServerLoad = async (event) => {
  const [newest, collectionImages] = await Promise.all([listNewest(event, 8), listCollectionImages(event)])
  await describeHomePage(event)
  return { newest, collectionImages }
}
