import { redirect } from '@sveltejs/kit'
import { readLanguageAddress } from '#lib/language-address.ts'
import { keepLanguage } from '#lib/server/cookies.ts'
import type { RequestHandler } from './$types.js'

/** Stores the language that the buyer chose and returns to the page where they chose it. */
export const POST: RequestHandler = async (event) => {
  const form = await event.request.formData()
  const language = form.get('language')
  if (language === 'fr' || language === 'en') keepLanguage(event, language)
  redirect(303, pathInShop(String(form.get('returnTo') ?? '/'), event.url))
}

// Only a path of this shop, so that the form cannot be used to redirect to another site; without the prefix of a language, which would decide instead of the choice.
function pathInShop(returnTo: string, url: URL): string {
  const target = URL.canParse(returnTo, url) ? new URL(returnTo, url) : url
  return target.origin === url.origin ? readLanguageAddress(target.pathname).path + target.search : '/'
}
