import type { Language } from '../kernel/errors.ts'
import type { MailContent, MailPart } from './mail-content.ts'
import { paragraphsOf } from './split-links.ts'

const WIDTH = 72

const COLON: Record<Language, string> = { en: ': ', fr: ' : ' }

/** Renders a mail as plain text: paragraphs are wrapped, links and marked lines stand alone on a line. */
export function renderText(content: MailContent): string {
  const colon = COLON[content.language]
  const parts = content.parts.map((part) => renderPart(part, colon))
  const footers = [content.shopFooter && wrapText(content.shopFooter), wrap(content.footer)].filter(Boolean)
  return `${[content.title, ...parts, `--\n${content.shopName}\n${footers.join('\n\n')}`].join('\n\n')}\n`
}

function renderPart(part: MailPart, colon: string): string {
  switch (part.kind) {
    case 'paragraph':
      return wrap(part.text)
    case 'text':
      return wrapText(part.text)
    case 'notice':
      return wrap(`! ${part.text}`)
    case 'facts':
      return part.rows.map(([label, value]) => `${label}${colon}${value}`).join('\n')
    case 'totals':
      return [...part.sums, part.total, ...part.taxes]
        .map(([label, value]) => `${label}${colon}${value}`)
        .join('\n')
    case 'lines':
      return [
        ...part.rows.map(({ name, detail, amount }) => `${name}\n  ${detail}   ${amount}`),
        ...(part.more ? [part.more] : []),
      ].join('\n')
    case 'address':
      return [part.title, ...part.lines.map((line) => `  ${line}`)].join('\n')
    case 'link':
      return `${part.label}\n${part.url}`
    case 'marked':
      return part.line
  }
}

/** The paragraphs and lines that the merchant wrote, each wrapped. */
const wrapText = (text: string): string =>
  paragraphsOf(text)
    .map((paragraph) => paragraph.split('\n').map(wrap).join('\n'))
    .join('\n\n')

/** Wraps at plain spaces only, not at no-break spaces. */
function wrap(text: string): string {
  const lines: string[] = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line && line.length + word.length + 1 > WIDTH) lines.push(word)
    else lines[lines.length - 1] = line ? `${line} ${word}` : word
  }
  return lines.join('\n')
}
