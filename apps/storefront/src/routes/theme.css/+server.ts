import { themeStyles } from '#lib/theme/theme-styles.ts'
import type { RequestHandler } from './$types'

/** The colours that the merchant chose, as a stylesheet of this site: the content security policy allows no inline styles. */
export const GET: RequestHandler = ({ locals }) =>
  new Response(themeStyles(locals.shop?.theme.accentColor ?? null), {
    headers: { 'content-type': 'text/css; charset=utf-8' },
  })
