/** The colour that the merchant chose. */
export async function GET({ locals }) {
  const { theme } = await locals.client.shop()
  const css = theme.accentColor ? `:root { --accent: ${theme.accentColor}; }` : ''
  return new Response(css, { headers: { 'content-type': 'text/css', 'cache-control': 'max-age=300' } })
}
