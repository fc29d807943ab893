import { globSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { EXAMPLES, exampleCode } from './examples.ts'
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
const ELSEWHERE: Record<string, { target: string; summary: string }> = {
  'CONTRIBUTING.md': {
    target: 'contributing.md',
    summary: 'The commands, the rules, and how to add a mutation, an error code or a field.',
  },
  [EXAMPLES.source]: {
    target: EXAMPLES.target,
    summary:
      'A complete shop in one page of plain HTML, in React and in SvelteKit: the code, and how to run it.',
  },
  'infra/README.md': {
    target: 'operations.md',
    summary: 'Install Triclic on a host, and run, update, watch and back it up.',
  },
}

/** Every page of the site in the order of the navigation: the Markdown files of docs/ and some others. */
export function findPages(root: string): SourcePage[] {
  const inDocs = globSync('docs/**/*.md', { cwd: root }).map((file) => file.split(sep).join('/'))
  const files = [
    ...inDocs.map((source) => [source, source.replace(/^docs\//, '')] as const),
    ...Object.entries(ELSEWHERE).map(([source, { target }]) => [source, target] as const),
  ]
  return files
    .map(([source, target]) => {
      const code = source === EXAMPLES.source ? exampleCode(root) : ''
      return toPage(source, target, readFileSync(join(root, source), 'utf8') + code)
    })
    .sort((a, b) => compareTargets(a.target, b.target))
}

function toPage(source: string, target: string, markdown: string): SourcePage {
  return {
    source,
    target,
    title: titleOf(markdown),
    summary: ELSEWHERE[source]?.summary ?? summaryOf(markdown),
    group: groupOf(target, markdown),
    markdown,
  }
}
