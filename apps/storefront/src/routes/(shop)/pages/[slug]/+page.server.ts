import { error, redirect } from '@sveltejs/kit'
import { readShopPage } from '#lib/server/catalog.ts'
import type { PageServerLoad } from './$types.js'

export const load: PageServerLoad = async (event) => {
  const shopPage = await readShopPage(event, event.params.slug)
  if (!shopPage) error(404, 'Not found')
  // The slug of the other language.
  if (shopPage.slug !== event.params.slug) redirect(307, `/pages/${shopPage.slug}`)
  return { shopPage }
}
