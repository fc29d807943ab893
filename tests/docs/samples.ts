import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import ts from 'typescript'
import { readFences, type Fence } from '../../apps/docs/src/fences.ts'
import { root } from '../../infra/local/paths.ts'

/** The code blocks of a page in this language. */
export const samplesOf = (page: string, language: string): Fence[] =>
  readFences(readFileSync(join(root, page), 'utf8')).filter((fence) => fence.language === language)

/**
 * Executes a sample as a module, whose packages are those of the workspace.
 * @param exports names of the sample that the caller wants
 * @param replaced texts of the sample, such as addresses, that stand for others
 */
export async function execute(
  { code, given = '' }: Fence,
  exports: string[],
  replaced: Record<string, string> = {},
): Promise<Record<string, unknown>> {
  const whole = Object.entries(replaced).reduce(
    (text, [from, to]) => text.replaceAll(from, to),
    `${given}\n${code}\nexport { ${exports.join(', ')} }\n`,
  )
  const { outputText } = ts.transpileModule(whole, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  })
  const folder = join(root, '.local/docs-samples')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${crypto.randomUUID()}.mjs`)
  writeFileSync(file, outputText)
  return (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Record<string, unknown>
}
