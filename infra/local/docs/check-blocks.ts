import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema, parse, validate } from 'graphql'
import ts from 'typescript'
import { drawingSvg } from '../../../apps/docs/src/drawing.ts'
import { readFences, type Fence } from '../../../apps/docs/src/fences.ts'
import { root } from '../paths.ts'
import type { TypedBlock } from './type-errors.ts'

const schemas = Object.fromEntries(
  ['storefront', 'merchant', 'webhook'].map((name) => [
    name,
    buildSchema(readFileSync(join(root, `services/api/schema/${name}.graphql`), 'utf8')),
  ]),
)

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}

function syntaxOf({ code, language }: Fence): string[] {
  const { diagnostics = [] } = ts.transpileModule(code, {
    fileName: `block.${language}`,
    reportDiagnostics: true,
    compilerOptions: { allowJs: true, jsx: ts.JsxEmit.Preserve },
  })
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
}

/** What is checked of a block in each language. GraphQL is that of the storefront API unless it says `merchant`, or `webhook` for the content of webhooks. */
const CHECKS: Record<string, (fence: Fence) => string[]> = {
  graphql: ({ code, meta }) => {
    const name = /\b(merchant|webhook)\b/.exec(meta)?.[1] ?? 'storefront'
    const schema = schemas[name]
    return schema ? validate(schema, parse(code)).map(({ message }) => message) : []
  },
  json: ({ code }) => {
    JSON.parse(code)
    return []
  },
  js: syntaxOf,
  jsx: syntaxOf,
  ts: syntaxOf,
  tsx: syntaxOf,
  mermaid: ({ code }) => {
    drawingSvg(code, '')
    return []
  },
  sh: ({ code, meta, notRun }) => [
    ...(meta === 'run' || notRun
      ? []
      : ['commands are run by tests/docs if the block is `sh run`; else a comment `not run` says why not']),
    ...[...code.matchAll(/npm run (?:-s )?([\w:-]+)/g)]
      .filter(([, script = '']) => !(script in scripts))
      .map(([, script]) => `there is no npm run ${script}`),
  ],
}

/** Whether it repeats a part of a file (quotes.ts), which is checked with its file. */
const isQuote = ({ meta }: Fence): boolean => meta.startsWith('from=')

/** How many blocks of the documentation are not checked. Lower it when there are fewer; another one needs a test instead. */
const UNCHECKED_BLOCKS = 13

/** Languages of which nothing is checked, with the reason. */
const UNCHECKED: Record<string, string> = {
  diff: 'an extract',
  html: 'an extract of a page',
  http: 'an extract of a conversation',
  ini: 'settings of another program',
  php: 'not a language of this repository',
  python: 'not a language of this repository',
  ruby: 'not a language of this repository',
  sql: 'fragments of migrations, which PostgreSQL checks',
  svelte: 'an extract of a component',
  text: 'no language',
  yaml: 'settings of another program',
}

/**
 * The code blocks of a page that are wrong, as `file:line: problem`. A block after the comment `<!-- unchecked: reason -->` is not checked.
 * @param source the page, relative to the checkout
 */
export function wrongBlocks(source: string, markdown: string): string[] {
  return readFences(markdown).flatMap((fence) =>
    problemsOf(fence).map((problem) => `${source}:${fence.line}: ${problem}`),
  )
}

/** What is wrong with the number of blocks that are not checked, in all pages together. */
export function uncheckedProblems(pages: readonly { source: string; markdown: string }[]): string[] {
  const places = pages.flatMap(({ source, markdown }) =>
    readFences(markdown)
      .filter((fence) => !isQuote(fence) && (fence.unchecked || fence.language in UNCHECKED))
      .map(({ line }) => `${source}:${line}`),
  )
  process.stdout.write(`Code blocks that are not checked: ${places.length}\n`)
  return places.length === UNCHECKED_BLOCKS
    ? []
    : [
        `${places.length} code blocks are not checked, and infra/local/docs/check-blocks.ts says ${UNCHECKED_BLOCKS}: ${places.join(', ')}`,
      ]
}

/** The TypeScript blocks of a page that are checked. */
export const typedBlocksOf = (source: string, markdown: string): TypedBlock[] =>
  readFences(markdown)
    .filter((fence) => fence.language === 'ts' && !fence.unchecked && !isQuote(fence))
    .map((fence) => ({ source, fence }))

function problemsOf(fence: Fence): string[] {
  const { language, unchecked } = fence
  if (unchecked || language in UNCHECKED) return []
  const check = CHECKS[language]
  if (!check)
    return [`blocks of the language “${language}” are not known to infra/local/docs/check-blocks.ts`]
  try {
    return check(fence)
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}
