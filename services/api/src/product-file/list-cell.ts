/** Lists in a cell are separated by commas; a comma within a text is written `\,`, as WooCommerce writes it, and a backslash before one `\\`. */
export const joinList = (texts: readonly string[]): string =>
  texts.map((text) => text.replaceAll(/\\(?=[\\,]|$)/g, '\\\\').replaceAll(',', '\\,')).join(', ')

/** The texts of such a list, trimmed, without empty ones. */
export function splitList(list: string): string[] {
  const texts: string[] = ['']
  for (const [part] of list.matchAll(/\\[\\,]|[^]/g))
    if (part === ',') texts.push('')
    else texts[texts.length - 1] += part.length > 1 ? part.slice(1) : part
  return texts.map((text) => text.trim()).filter((text) => text !== '')
}
