import { redirect } from '@sveltejs/kit'
import { isLocale } from '#lib/paraglide/runtime.js'
import { localPath } from '#lib/paths.ts'
import { setLanguageCookie } from '#lib/server/cookies.ts'
import { rawTextOf } from '#lib/server/form-data.ts'
import type { RequestHandler } from './$types'

/** Stores the chosen language and returns to the page. */
export const POST: RequestHandler = async (event) => {
  const form = await event.request.formData()
  const language = form.get('language')
  if (isLocale(language)) setLanguageCookie(event, language)
  redirect(303, localPath(rawTextOf(form, 'back')))
}
