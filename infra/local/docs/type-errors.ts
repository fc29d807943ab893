import { join } from 'node:path'
import ts from 'typescript'
import type { Fence } from '../../../apps/docs/src/fences.ts'
import { root } from '../paths.ts'

/** A TypeScript block of a page. */
export interface TypedBlock {
  /** The page, relative to the checkout. */
  source: string
  fence: Fence
}

/** As strict as the first steps of a reader's own project. */
const OPTIONS: ts.CompilerOptions = {
  noEmit: true,
  strict: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2024.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: [],
}

/**
 * Type errors in the TypeScript blocks of the pages, as `file:line: problem`. A block can use the packages of the workspace, and what a comment
 * `<!-- given: … -->` before it declares, on one line.
 */
export function typeErrors(blocks: readonly TypedBlock[]): string[] {
  const files = new Map(
    blocks.map((block) => {
      const { source, fence } = block
      const file = join(root, 'tests', `${source.replaceAll(/[/.]/g, '-')}-${fence.line}.ts`)
      return [file, { ...block, text: `${fence.given ?? ''}\n${fence.code}\nexport {}\n` }] as const
    }),
  )
  const host = ts.createCompilerHost(OPTIONS)
  const { getSourceFile, fileExists, readFile } = host
  host.fileExists = (file) => files.has(file) || fileExists(file)
  host.readFile = (file) => files.get(file)?.text ?? readFile(file)
  host.getSourceFile = (file, ...rest) => {
    const text = files.get(file)?.text
    return text === undefined
      ? getSourceFile(file, ...rest)
      : ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true)
  }
  const program = ts.createProgram([...files.keys()], OPTIONS, host)
  return [...files].flatMap(([file, { source, fence }]) => {
    const parsed = program.getSourceFile(file)
    return [...program.getSyntacticDiagnostics(parsed), ...program.getSemanticDiagnostics(parsed)].map(
      ({ start = 0, messageText }) => {
        const line = fence.line + (parsed?.getLineAndCharacterOfPosition(start).line ?? 0)
        return `${source}:${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
      },
    )
  })
}
