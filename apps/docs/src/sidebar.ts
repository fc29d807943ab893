import { GROUPS } from './groups.ts'
import type { SourcePage } from './source-pages.ts'

interface SidebarItem {
  text: string
  link?: string
  items?: SidebarItem[]
  collapsed?: boolean
}

/** Groups that are closed until the reader opens them or reads one of their pages. */
const COLLAPSED = new Set(['Operators', 'Contributors', 'Measurements', 'Decisions'])

const linkOf = (target: string): string => `/${target.replace(/\.md$/, '')}`

/** The navigation: the pages of each group. */
export function sidebarOf(pages: readonly SourcePage[]): SidebarItem[] {
  return GROUPS.map((group) => ({
    text: group,
    collapsed: COLLAPSED.has(group),
    items: pages
      .filter((page) => page.group === group)
      .map(({ title, target }) => ({ text: shortTitle(title), link: linkOf(target) })),
  })).filter(({ items }) => items.length > 0)
}

/** `12. A long title` without its number would be hard to find; the number is kept, the rest is the generator's to wrap. */
const shortTitle = (title: string): string => title.replace(/^(\d+)\. /, '$1 · ')

/** The page with the list of all decisions. */
export function decisionsIndex(pages: readonly SourcePage[]): string {
  const rows = pages
    .filter(({ group }) => group === 'Decisions')
    .map(({ title, target }) => `- [${title}](./${target.replace('decisions/', '')})`)
  return `# Decisions\n\nChoices between real alternatives, with their reasons.\n\n${rows.join('\n')}\n`
}
