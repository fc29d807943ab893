const STYLES = /<link href="[^"]+" rel="stylesheet">\s*/g
const PLACE = '%shop.head%'

/**
 * Moves the stylesheets that SvelteKit writes before its preloads of fonts and scripts: without them nothing is painted, and a browser that may
 * use six connections would ask for them last.
 */
export function stylesFirst(html: string): string {
  const styles = html.match(STYLES)
  if (!styles || !html.includes(PLACE)) return html
  return html.replace(STYLES, '').replace(PLACE, () => `${styles.join('').trim()}\n    ${PLACE}`)
}
