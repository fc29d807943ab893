import { posix } from 'node:path'
import { readLinks, type Link } from './links.ts'
import { readRequestBlocks, type RequestBlock } from './request-blocks.ts'
import type { SourcePage } from './source-pages.ts'

/** Where files of the checkout are on the site. */
export type Targets = ReadonlyMap<string, string>

/** The Markdown of a page as the site generator reads it: links lead to pages of the site, and requests can be run. */
export function siteMarkdown(page: SourcePage, targets: Targets): string {
  return withRunnableRequests(withSiteLinks(page, targets))
}

/** Pictures are in the public folder. A link to a file that is not on the site becomes its text with the path. */
function withSiteLinks({ source, target, markdown }: SourcePage, targets: Targets): string {
  let text = markdown
  for (const link of readLinks(source, markdown).reverse())
    text = text.slice(0, link.start) + siteLink(link, source, target, targets) + text.slice(link.end)
  return text
}

function siteLink(link: Link, source: string, target: string, targets: Targets): string {
  if (link.isPicture) return `![${link.text}](${link.path.replace(/^docs/, '')})`
  const anchor = link.anchor ? `#${link.anchor}` : ''
  if (link.path === source) return `[${link.text}](${anchor})`
  const found = targets.get(link.path)
  if (found === undefined) return fileName(link.text, link.path)
  const path = posix.relative(posix.dirname(target), found)
  return `[${link.text}](${path.startsWith('.') ? path : `./${path}`}${anchor})`
}

const fileName = (text: string, path: string): string =>
  text.replaceAll('`', '') === path ? `\`${path}\`` : `${text} (\`${path}\`)`

function withRunnableRequests(markdown: string): string {
  const lines = markdown.split('\n')
  for (const block of readRequestBlocks(markdown).reverse()) {
    lines.splice(block.endLine, 0, '', '</RunRequest>')
    lines.splice(block.line - 1, 0, openingTag(block), '')
  }
  return lines.join('\n')
}

function openingTag({ query, variables, save }: RequestBlock): string {
  const attributes = { query, variables, save: JSON.stringify(save) }
  const text = Object.entries(attributes).map(([name, value]) => `${name}="${encodeURIComponent(value)}"`)
  return `<RunRequest ${text.join(' ')}>`
}
