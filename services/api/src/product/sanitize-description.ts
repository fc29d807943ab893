import { Parser } from 'htmlparser2'
import sanitizeHtml from 'sanitize-html'

const BLOCKS = ['p', 'ul', 'ol', 'li', 'h2', 'h3']

const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: [...BLOCKS, 'br', 'strong', 'em', 'a'],
  allowedAttributes: { a: ['href'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  // The closest allowed tag; the text of any other tag is kept without it.
  transformTags: { b: 'strong', i: 'em', div: 'p', h1: 'h2', h4: 'h3', h5: 'h3', h6: 'h3' },
}

/**
 * Formatted text as it may be shown on a page: paragraphs, line breaks, bold, italics, lists, two levels of headings, and links to http, https
 * and mailto addresses. Everything else is removed, and what is written is well-formed.
 */
export const sanitizeDescription = (html: string): string => sanitizeHtml(html, ALLOWED).trim()

/** The text of a sanitised description, with a line for each block. */
export function plainTextOf(html: string): string {
  let text = ''
  const parser = new Parser({
    ontext: (part) => (text += part.replace(/[\s\u00a0]+/g, ' ')),
    onopentagname: (name) => (text += name === 'br' || BLOCKS.includes(name) ? '\n' : ''),
    onclosetag: (name) => (text += BLOCKS.includes(name) ? '\n' : ''),
  })
  parser.end(html)
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')
}
