import { redirect } from '@sveltejs/kit'
import type { RequestHandler } from './$types.js'

const yearSeconds = 365 * 24 * 3600

/** The buyer's own choice of language, kept in a cookie; back to the page it was made on. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
  const form = await request.formData()
  const language = form.get('language')
  if (language === 'fr' || language === 'en') {
    const secure = url.protocol === 'https:'
    cookies.set('language', language, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure,
      maxAge: yearSeconds,
    })
  }
  redirect(303, ownPath(String(form.get('back') ?? '/'), url))
}

// Only the path of what was sent: the way back never leaves the shop.
function ownPath(back: string, url: URL): string {
  const target = URL.canParse(back, url) ? new URL(back, url) : url
  return target.origin === url.origin ? target.pathname + target.search : '/'
}
