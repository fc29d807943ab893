import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { anchorsOf } from './headings.ts'
import { readLinks } from './links.ts'

/**
 * The links of a page to files or headings that do not exist, as `file:line: problem`.
 * @param source the page, relative to the checkout
 */
export function deadLinks(root: string, source: string, markdown: string): string[] {
  return readLinks(source, markdown).flatMap(({ path, anchor, start }) => {
    const line = markdown.slice(0, start).split('\n').length
    const problem = problemOf(root, path, anchor)
    return problem ? [`${source}:${line}: ${problem}`] : []
  })
}

function problemOf(root: string, path: string, anchor: string | undefined): string | undefined {
  const file = join(root, path)
  if (!existsSync(file)) return `${path} does not exist`
  if (!anchor || !path.endsWith('.md')) return undefined
  return anchorsOf(readFileSync(file, 'utf8')).has(anchor) ? undefined : `${path} has no heading #${anchor}`
}
