import { posix } from 'node:path'
import { withoutCode } from './fences.ts'

/** A link or a picture of a Markdown page, without links to other sites. */
export interface Link {
  isPicture: boolean
  text: string
  /** The path, relative to the checkout; that of the page itself for a link to an anchor. */
  path: string
  /** Without `#`; undefined if there is none. */
  anchor: string | undefined
  /** Where it stands in the page, in characters. */
  start: number
  end: number
}

/**
 * The links of a page inside the repository.
 * @param source the page, relative to the checkout
 */
export function readLinks(source: string, markdown: string): Link[] {
  const blanked = withoutCode(markdown)
  return [...blanked.matchAll(/(!?)\[([^\]]*)\]\(([^()\s]+)\)/g)].flatMap((match): Link[] => {
    const [whole, mark, , target = ''] = match
    if (/^[a-z]+:/i.test(target)) return []
    const [path = '', anchor] = target.split('#')
    const text = markdown.slice(
      match.index + (mark?.length ?? 0) + 1,
      match.index + whole.length - target.length - 3,
    )
    return [
      {
        isPicture: mark === '!',
        text,
        path: path ? posix.join(posix.dirname(source), decodeURI(path)).replace(/\/$/, '') : source,
        anchor,
        start: match.index,
        end: match.index + whole.length,
      },
    ]
  })
}
