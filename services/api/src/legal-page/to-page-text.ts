import { Parser } from 'htmlparser2'

const BLOCKS = new Set(['p', 'ul', 'ol', 'li', 'h2', 'h3'])

/**
 * A sanitised page as plain text, for the file in an order's mail: an empty line between blocks, a dash before the items of a list, and the address
 * of a link after its text.
 */
export function toPageText(html: string): string {
  let text = ''
  let href: string | null = null
  const parser = new Parser({
    ontext: (part) => (text += part.replace(/[ \t\r\n]+/g, ' ')),
    onopentag: (name, attributes) => {
      if (name === 'a') href = attributes['href'] ?? null
      else if (name === 'br') text += '\n'
      else if (name === 'li') text += '\n- '
      else if (BLOCKS.has(name)) text += '\n\n'
    },
    onclosetag: (name) => {
      if (name === 'a') {
        const address = href?.replace(/^mailto:/, '') ?? ''
        if (address && !text.endsWith(address)) text += ` (${address})`
        href = null
      } else if (BLOCKS.has(name)) text += '\n'
      if (BLOCKS.has(name) && name !== 'li') text += '\n'
    },
  })
  parser.write(html)
  parser.end()
  return text
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/^-\n+(?=[^\n-])/gm, '- ')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^(- .*)\n\n(?=- )/gm, '$1\n')
    .trim()
}
