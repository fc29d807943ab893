import { error } from '@sveltejs/kit'
import { RequestError } from '#lib/api/request-error.ts'
import type { Caller } from '#lib/server/api-client.ts'
import { logFailure } from '#lib/server/log.ts'
import { servedShops } from '#lib/server/served-shops.ts'
import { readShop } from '#lib/server/shop.ts'
import type { ShopConfig } from '#lib/shop/shop-config.ts'
import { themeOf } from '#lib/theme/themes.ts'
import type { PageServerLoad } from './$types.js'

export const load: PageServerLoad = async ({ locals, url, getClientAddress }) => {
  if (locals.shopConfig) error(404, 'Not found')
  const caller = { locale: locals.locale, address: getClientAddress() }
  const shops = servedShops().map(async (config) => ({
    slug: config.slug,
    name: await readName(config, caller),
    url: `${url.protocol}//${config.host}/`,
    theme: themeOf(config.slug).name,
  }))
  return { shops: await Promise.all(shops) }
}

async function readName(config: ShopConfig, caller: Caller): Promise<string | null> {
  try {
    return (await readShop(config, caller)).name
  } catch (cause) {
    if (!(cause instanceof RequestError)) throw cause
    logFailure('Shop unavailable in the list of shops', cause, { shop: config.slug })
    return null
  }
}
