/** A link that a mail shows: https only, without the punctuation that ends a sentence. */
const LINK = /https:\/\/[^\s<>"'«»]*[^\s<>"'«».,;:!?)\]}]/g

/** The parts of a text in their order: `url` for a link, `text` for what is around it. */
export function splitLinks(text: string): ({ text: string } | { url: string })[] {
  const parts: ({ text: string } | { url: string })[] = []
  let end = 0
  for (const { 0: url, index } of text.matchAll(LINK)) {
    if (index > end) parts.push({ text: text.slice(end, index) })
    parts.push({ url })
    end = index + url.length
  }
  if (end < text.length) parts.push({ text: text.slice(end) })
  return parts
}

/** The paragraphs of a text: an empty line separates them. */
export const paragraphsOf = (text: string): string[] =>
  text
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n+/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
