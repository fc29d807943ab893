import type { RequestEvent } from '@sveltejs/kit'
import { callerOf } from '#lib/server/api-client.ts'
import { readShopIdentity } from '#lib/server/shop.ts'
import { heroTexts } from '#lib/theme/hero-texts.ts'
import { describePage, samePath } from './page-head.ts'
import { organization, webSite } from './structured-data.ts'

export async function describeHomePage(event: RequestEvent): Promise<void> {
  const { shop, shopConfig } = event.locals
  // The layout answers for a shop that could not be read.
  if (!shop || !shopConfig) return
  const identity = await readShopIdentity(shopConfig, callerOf(event))
  describePage(event, {
    type: 'website',
    title: shop.name,
    description: heroTexts(shop).text(),
    paths: samePath('/'),
    picture: null,
    structuredData: [organization(event, identity), webSite(event)],
  })
}
