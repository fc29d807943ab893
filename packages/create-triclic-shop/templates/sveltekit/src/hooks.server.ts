import type { Handle, HandleServerError } from '@sveltejs/kit/hooks'
import { createClient, StorefrontFailure } from '@triclic/storefront-client'
import { SHOP_SECRET } from '$app/env/private'
import { API_URL, SHOP_KEY } from '$app/env/public'
import { failureText } from '#lib/errors.js'
import { setCookie } from '#lib/server/cookies.ts'
import { chooseLanguage } from '#lib/texts.js'

export const handle: Handle = async ({ event, resolve }) => {
  const { cookies, locals, request } = event
  locals.language = chooseLanguage(cookies.get('language'), request.headers.get('accept-language'))
  // #region client
  locals.client = createClient({
    url: API_URL,
    shopKey: SHOP_KEY,
    language: locals.language,
    // Limits count the buyer, not this server.
    server: { secret: SHOP_SECRET, buyerAddress: event.getClientAddress() },
    // The cart is kept under the id of the visitor.
    visitor: {
      get: () => cookies.get('visitor') ?? null,
      set: (id) => setCookie(event, 'visitor', id, 180),
    },
  })
  // #endregion client
  const response = await resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%lang%', locals.language),
  })
  const policy = response.headers.get('content-security-policy')
  const api = new URL(API_URL).origin
  if (policy)
    response.headers.set(
      'content-security-policy',
      `${policy}; connect-src 'self' ${api}; img-src 'self' data: ${api}`,
    )
  response.headers.set('referrer-policy', 'strict-origin-when-cross-origin')
  return response
}

export const handleError: HandleServerError = ({ error, event }) => {
  if (error instanceof StorefrontFailure)
    return { status: 503, message: failureText(error.code, event.locals.language) }
}
