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

/**
 * What a page is about, in one line without marks: `description` of its front matter, or the first sentence of its section “Decision”, or that of
 * its first paragraph; empty if it has none.
 */
export function summaryOf(markdown: string): string {
  const [frontMatter = ''] = /^---\n[\s\S]*?\n---\n/.exec(markdown) ?? []
  const [, description] = /^description: (.+)$/m.exec(frontMatter) ?? []
  if (description) return description
  const lines = markdown.split('\n')
  const blanked = withoutCode(markdown).split('\n')
  const text = lines.map((line, index) => (blanked[index]?.trim() ? line : '')).join('\n')
  const [, decision] = text.split(/^## Decision$/m)
  const [, ...paragraphs] = (decision ?? text.slice(frontMatter.length)).split(/\n{2,}/)
  const paragraph = paragraphs.find(
    (each) => /^(- )?[\p{L}`*_[“@]/u.test(each) && !each.startsWith('Generated from'),
  )
  return firstSentence(
    plainText(paragraph ?? '')
      .replace(/^- /, '')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  )
}

const firstSentence = (text: string): string => /^.*?[.:](?= |$)/.exec(text)?.[0].replace(/:$/, '.') ?? text

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
