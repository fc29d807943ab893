import { error } from '@sveltejs/kit'
import { STOREFRONT_SHOPS } from '$app/env/private'
import type { Asker } from '#lib/server/post-to-api.ts'
import { readShop } from '#lib/server/read-shop.ts'
import type { ShopAccess } from '#lib/shop-access.ts'
import { themeOf } from '#lib/theme/themes.ts'
import type { PageServerLoad } from './$types.js'

export const load: PageServerLoad = async ({ locals, url, getClientAddress }) => {
  if (locals.access) error(404, 'Not found')
  const asker = { locale: locals.locale, address: getClientAddress() }
  const shops = STOREFRONT_SHOPS.map(async (access) => ({
    slug: access.slug,
    name: await nameOf(access, asker),
    url: `${url.protocol}//${access.host}/`,
    theme: themeOf(access.slug).name,
  }))
  return { shops: await Promise.all(shops) }
}

async function nameOf(access: ShopAccess, asker: Asker): Promise<string | null> {
  try {
    return (await readShop(access, asker)).name
  } catch {
    return null
  }
}
