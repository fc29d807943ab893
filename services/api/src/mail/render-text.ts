import type { MailContent, MailPart } from './mail-content.ts'

const WIDTH = 72

/** The letter as plain text: paragraphs wrapped, everything that is copied on a line of its own. */
export function renderText(letter: MailContent): string {
  const colon = letter.language === 'fr' ? ' : ' : ': '
  const parts = letter.parts.map((part) => renderPart(part, colon))
  return `${[letter.title, ...parts, `--\n${letter.shopName}\n${wrap(letter.footer)}`].join('\n\n')}\n`
}

function renderPart(part: MailPart, colon: string): string {
  switch (part.kind) {
    case 'paragraph':
      return wrap(part.text)
    case 'notice':
      return wrap(`! ${part.text}`)
    case 'facts':
      return part.rows.map(([label, value]) => `${label}${colon}${value}`).join('\n')
    case 'lines':
      return [
        ...part.rows.map(({ name, detail, amount }) => `${name}\n  ${detail}   ${amount}`),
        '',
        ...[...part.sums, part.total, part.ofWhich].map(([label, value]) => `${label}${colon}${value}`),
      ].join('\n')
    case 'address':
      return [part.title, ...part.lines.map((line) => `  ${line}`)].join('\n')
    case 'link':
      return `${part.label}\n${part.url}`
    case 'marked':
      return part.line
  }
}

/** Breaks at plain spaces alone: what holds no-break spaces stays together. */
function wrap(text: string): string {
  const lines: string[] = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line && line.length + word.length + 1 > WIDTH) lines.push(word)
    else lines[lines.length - 1] = line ? `${line} ${word}` : word
  }
  return lines.join('\n')
}
