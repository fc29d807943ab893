import { withoutCode } from './fences.ts'

/** The anchor of a heading, as GitHub makes it. */
export function slugOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .replaceAll(' ', '-')
}

/** The text of a heading without its marks. */
function plainText(heading: string): string {
  return heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[`*]/g, '')
}

/** The title of a page: its first heading. */
export function titleOf(markdown: string): string {
  return plainText(/^# (.+)$/m.exec(markdown)?.[1] ?? '')
}

/** The first paragraph after the title, on one line, without marks; empty if a page has none. */
export function summaryOf(markdown: string): string {
  const [, ...paragraphs] = markdown.replace(/^---\n[\s\S]*?\n---\n/, '').split(/\n{2,}/)
  const paragraph = paragraphs.find(
    (text) => /^[\p{L}`*_[“]/u.test(text) && !text.startsWith('Generated from'),
  )
  return plainText(paragraph ?? '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** The anchors of a page. A repeated heading has a number at the end. */
export function anchorsOf(markdown: string): Set<string> {
  const lines = markdown.split('\n')
  const anchors = new Set<string>()
  for (const [index, blanked] of withoutCode(markdown).split('\n').entries()) {
    if (!/^#{1,6} /.test(blanked)) continue
    const base = slugOf(plainText((lines[index] ?? '').replace(/^#+ /, '')))
    let anchor = base
    for (let count = 1; anchors.has(anchor); count++) anchor = `${base}-${count}`
    anchors.add(anchor)
  }
  return anchors
}
