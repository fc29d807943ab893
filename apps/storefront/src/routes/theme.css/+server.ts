import { themeStyles } from '#lib/theme/theme-styles.ts'
import type { RequestHandler } from './$types'

/** The colours that the merchant chose, as a stylesheet of this site: the content security policy allows no inline styles. */
export const GET: RequestHandler = ({ locals, url }) => {
  const colour = locals.shop?.theme.accentColor ?? null
  const headers: Record<string, string> = { 'content-type': 'text/css; charset=utf-8' }
  // The address names the colour: another one has another address. The rest of the styles may change with a new version of the storefront.
  if (colour && url.search === `?${colour.slice(1)}`) headers['cache-control'] = 'public, max-age=3600'
  return new Response(themeStyles(colour), { headers })
}
