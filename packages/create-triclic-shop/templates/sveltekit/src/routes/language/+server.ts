import { redirect } from '@sveltejs/kit'
import { setCookie } from '#lib/server/cookies.ts'
import { chooseLanguage } from '#lib/texts.js'

export async function POST(event) {
  const { request, url } = event
  const form = await request.formData()
  setCookie(event, 'language', chooseLanguage(String(form.get('language'))), 365)
  const { pathname, search } = new URL(request.headers.get('referer') ?? '/', url)
  redirect(303, pathname + search)
}
