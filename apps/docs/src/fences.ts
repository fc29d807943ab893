/** A fenced code block of a Markdown page. */
export interface Fence {
  /** The first word after the fence; empty if there is none. */
  language: string
  /** What follows the language, such as `run save="code=placeOrder.order.code"`. */
  meta: string
  code: string
  /** Of the opening fence, from 1. */
  line: number
  /** Of the closing fence, from 1. */
  endLine: number
  /** Why the block is not checked: the text of a comment `<!-- unchecked: … -->` on the line before it. */
  unchecked: string | undefined
  /** What the code uses besides: declarations in a comment `<!-- given: … -->` there. */
  given: string | undefined
  /** Why the commands are not run: the text of a comment `<!-- not run: … -->` there. */
  notRun: string | undefined
}

/** The fenced code blocks of a page, also those in lists. */
export function readFences(markdown: string): Fence[] {
  const fences: Fence[] = []
  const lines = markdown.split('\n')
  for (let index = 0; index < lines.length; index++) {
    const [, indent = '', ticks, language = '', meta = ''] =
      /^(\s*)(`{3,})(\S*)\s*(.*)$/.exec(lines[index] ?? '') ?? []
    if (!ticks) continue
    const start = index
    const closing = new RegExp(`^\\s*\`{${ticks.length},}\\s*$`)
    do index++
    while (index < lines.length && !closing.test(lines[index] ?? ''))
    fences.push({
      language,
      meta,
      code: lines
        .slice(start + 1, index)
        .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
        .join('\n'),
      line: start + 1,
      endLine: index + 1,
      unchecked: commentBefore(lines, start, 'unchecked'),
      given: commentBefore(lines, start, 'given'),
      notRun: commentBefore(lines, start, 'not run'),
    })
  }
  return fences
}

function commentBefore(lines: readonly string[], index: number, name: string): string | undefined {
  const last = lines.slice(0, index).findLast((line) => line.trim() !== '') ?? ''
  return new RegExp(`^\\s*<!-- ${name}: (.+) -->\\s*$`).exec(last)?.[1]
}

/** The page with its code blocks and code spans blanked, character for character, so that nothing in them is taken for a link or a heading. */
export function withoutCode(markdown: string): string {
  const lines = markdown.split('\n')
  for (const { line, endLine } of readFences(markdown))
    for (let index = line - 1; index < endLine; index++) lines[index] = ' '.repeat(lines[index]?.length ?? 0)
  return lines
    .join('\n')
    .replaceAll(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, (code) => ' '.repeat(code.length))
}
