import type { Format } from './formats.ts'

/** The HTML of a description: as it is in the file, and of a text without tags its paragraphs. Not sanitised. */
export function toDescriptionHtml(text: string, format: Format): string {
  const description = format === 'WOOCOMMERCE' ? readEscapedLineBreaks(text) : text
  if (/<[a-z]/i.test(description) || !description.includes('\n')) return description
  const paragraphs = escape(description).split(/(?:\s*\n){2,}/)
  return paragraphs.map((paragraph) => `<p>${paragraph.trim().replaceAll(/\s*\n/g, '<br />')}</p>`).join('')
}

/** WooCommerce writes a line break as `\n`, and those two characters as `\\n`. */
const readEscapedLineBreaks = (text: string): string =>
  text.replaceAll(/\\(\\?)n/g, (_match, backslash: string) => (backslash ? '\\n' : '\n'))

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
