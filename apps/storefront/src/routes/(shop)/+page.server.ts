import { listCollectionImages, listNewest } from '#lib/server/catalog.ts'
import type { PageServerLoad } from './$types.js'

export const load: PageServerLoad = async (event) => {
  const [newest, collectionImages] = await Promise.all([listNewest(event, 8), listCollectionImages(event)])
  return { newest, collectionImages }
}
