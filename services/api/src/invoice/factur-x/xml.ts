/** An element of an XML document, or nothing. */
export type Xml = string | null

type Attributes = Record<string, string>

/** Characters that XML 1.0 cannot contain, not even escaped. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

const escape = (text: string): string =>
  text
    .replaceAll(FORBIDDEN, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** An element that contains others. Null, and so left out, if it would contain nothing. */
export function element(name: string, ...children: readonly (Xml | readonly Xml[])[]): Xml {
  const content = children.flat().filter((child) => child !== null)
  return content.length > 0 ? `<${name}>${content.join('')}</${name}>` : null
}

/** An element with a text. Null, and so left out, if the text is null or blank. */
export function value(name: string, text: string | null | undefined, attributes: Attributes = {}): Xml {
  const shown = text?.trim()
  if (!shown) return null
  const written = Object.entries(attributes).map(([key, each]) => ` ${key}="${escape(each)}"`)
  return `<${name}${written.join('')}>${escape(shown)}</${name}>`
}
