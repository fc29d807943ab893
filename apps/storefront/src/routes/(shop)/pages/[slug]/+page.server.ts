import { error, redirect } from '@sveltejs/kit'
import { withLanguageOf } from '#lib/language-address.ts'
import { readShopPage } from '#lib/server/catalog.ts'
import { describeLegalPage } from '#lib/server/page-head/describe-legal-page.ts'
import type { PageServerLoad } from './$types.js'

export const load: PageServerLoad = async (event) => {
  const shopPage = await readShopPage(event, event.params.slug)
  if (!shopPage) error(404, 'Not found')
  // The slug of the other language.
  if (shopPage.slug !== event.params.slug)
    redirect(307, withLanguageOf(event.url.pathname, `/pages/${shopPage.slug}`))
  await describeLegalPage(event, shopPage)
  return { shopPage }
}
