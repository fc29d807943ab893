import { GROUPS } from './groups.ts'
import type { SourcePage } from './source-pages.ts'

/** Left out of llms-full.txt, which would be mostly these. */
const LONG = new Set(['Decisions', 'Measurements'])

/** The content of /llms.txt: what the product is, and every page with its summary (https://llmstxt.org). */
export function llmsText(pages: readonly SourcePage[]): string {
  const sections = GROUPS.map((group) => {
    const links = pages
      .filter((page) => page.group === group)
      .map(({ title, target, summary }) => `- [${title}](/${target})${summary ? `: ${summary}` : ''}`)
    return links.length > 0 ? `## ${group}\n\n${links.join('\n')}` : ''
  })
  return `# Triclic

> A GraphQL platform on which many small shops sell. Shop frontends use the storefront API; merchants work in a portal. Buyers pay on a bank's page, by card, transfer or cheque.

The Markdown of each page is at the address below; /llms-full.txt holds all of them except decisions and measurements. Queries can be tried at /explorer.

${sections.filter(Boolean).join('\n\n')}
`
}

/** The content of /llms-full.txt: the pages one after the other. */
export function llmsFullText(pages: readonly SourcePage[]): string {
  return pages
    .filter(({ group }) => !LONG.has(group))
    .map(({ target, markdown }) => `<!-- /${target} -->\n\n${markdown.trim()}\n`)
    .join('\n')
}
