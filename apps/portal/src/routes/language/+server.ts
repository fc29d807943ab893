import { redirect } from '@sveltejs/kit'
import { languageCookie } from '#lib/language-cookie.ts'
import { localPath } from '#lib/local-path.ts'
import { isLocale } from '#lib/paraglide/runtime.js'
import type { RequestHandler } from './$types'

/** Remembers the language chosen and goes back to the page. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
  const form = await request.formData()
  const language = form.get('language')
  if (isLocale(language)) cookies.set(languageCookie.name, language, languageCookie.options(url))
  redirect(303, localPath(form.get('back')?.toString()))
}
