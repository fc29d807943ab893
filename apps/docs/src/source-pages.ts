import { globSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { compareTargets, groupOf, type Group } from './groups.ts'
import { summaryOf, titleOf } from './headings.ts'

/** A page of the site. */
export interface SourcePage {
  /** Its Markdown file, relative to the checkout. */
  source: string
  /** Its path on the site, with `.md`. */
  target: string
  title: string
  summary: string
  group: Group
  markdown: string
}

/** Pages outside of docs/ that belong to the site. */
const ELSEWHERE: Record<string, string> = {
  'CONTRIBUTING.md': 'contributing.md',
  'infra/README.md': 'operations.md',
}

/** Every page of the site in the order of the navigation: the Markdown files of docs/ and some others. */
export function findPages(root: string): SourcePage[] {
  const inDocs = globSync('docs/**/*.md', { cwd: root }).map((file) => file.split(sep).join('/'))
  const files = [
    ...inDocs.map((source) => [source, source.replace(/^docs\//, '')] as const),
    ...Object.entries(ELSEWHERE),
  ]
  return files
    .map(([source, target]) => toPage(source, target, readFileSync(join(root, source), 'utf8')))
    .sort((a, b) => compareTargets(a.target, b.target))
}

function toPage(source: string, target: string, markdown: string): SourcePage {
  return {
    source,
    target,
    title: titleOf(markdown),
    summary: summaryOf(markdown),
    group: groupOf(target, markdown),
    markdown,
  }
}
