import { readFences, type Fence } from './fences.ts'

/**
 * A request that readers can run in the page: a block `graphql run`, and the block `json variables` that follows it. `save` names values of the answer
 * that later requests use as `{{name}}`; `expect` says what the answer holds when the requests of the page are run in order.
 */
export interface RequestBlock {
  query: string
  /** JSON with placeholders; empty if there are none. */
  variables: string
  save: Record<string, string>
  expect: Record<string, string>
  /** Of the first line, from 1. */
  line: number
  /** Of the last line, the one of the variables if there are some. */
  endLine: number
}

/** The requests of a page that can be run, in order. */
export function readRequestBlocks(markdown: string): RequestBlock[] {
  const fences = readFences(markdown)
  return fences.flatMap((fence, index) => {
    if (fence.language !== 'graphql' || !/^run\b/.test(fence.meta)) return []
    const next = fences[index + 1]
    const variables = next?.language === 'json' && next.meta === 'variables' ? next : undefined
    return [toBlock(fence, variables)]
  })
}

function toBlock(fence: Fence, variables: Fence | undefined): RequestBlock {
  return {
    query: fence.code,
    variables: variables?.code ?? '',
    save: readPairs(fence.meta, 'save'),
    expect: readPairs(fence.meta, 'expect'),
    line: fence.line,
    endLine: variables?.endLine ?? fence.endLine,
  }
}

/** The pairs of `save="a=x.y b=z"`. */
function readPairs(meta: string, name: string): Record<string, string> {
  const [, text = ''] = new RegExp(`\\b${name}="([^"]*)"`).exec(meta) ?? []
  return Object.fromEntries(
    text
      .split(' ')
      .filter(Boolean)
      .map((pair) => {
        const [key = '', value = ''] = pair.split('=')
        return [key, value]
      }),
  )
}
