import { readAnswer } from '#lib/api/read-answer.ts'
import type { Shop } from '#lib/api/types.ts'
import { postToApi, type Asker } from '#lib/server/post-to-api.ts'
import type { ShopAccess } from '#lib/shop-access.ts'

const document = `query Shop {
  shop { name slug currency locale country timeZone paymentModes cardBrands banks { id name } }
}`

const freshMs = 30_000
// Public facts of a shop, the same for all its buyers; nothing of a buyer is kept here.
const known = new Map<string, { shop: Shop; until: number }>()

/** What the shop says of itself; asked again after half a minute. */
export async function readShop(access: ShopAccess, asker: Asker): Promise<Shop> {
  const remembered = known.get(access.slug)
  if (remembered && remembered.until > Date.now()) return remembered.shop
  const { shop } = await readAnswer<{ shop: Shop }>(await postToApi(access, asker, document))
  known.set(access.slug, { shop, until: Date.now() + freshMs })
  return shop
}
