import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../paths.ts'

/** The pages whose tables name files and tests as evidence. */
const PAGES = [
  'docs/security.md',
  'docs/security/asvs.md',
  'docs/security/pci-dss.md',
  'docs/law.md',
  'tests/attack/README.md',
]

/** Paths in these tables are relative to the root folder or to that of the API. */
const FOLDERS = ['', 'services/api']

/** A code span, or the name of a test in curly quotation marks. */
const EVIDENCE = /`([^`]+)`|“([^”]+)”/g
/** With a slash inside, or with the extension of a file of this repository. */
const PATH = /^[\w.][\w.@()[\]+-]+(\/[\w.@()[\]+-]+)+$|^[\w.-]+\.(ts|md|json|yml|sql|cjs|svelte)$/

/**
 * What the tables of a Markdown page name but the repository does not have, as `line: problem`. A path stands in a code span; the name of a test
 * stands in curly quotation marks after the path of its file.
 */
export function missingEvidence(markdown: string): string[] {
  return markdown
    .split('\n')
    .flatMap((line, index) =>
      line.startsWith('|') ? missingInRow(line).map((problem) => `${index + 1}: ${problem}`) : [],
    )
}

function missingInRow(row: string): string[] {
  const problems: string[] = []
  let file: string | undefined
  for (const [, code, testName] of row.matchAll(EVIDENCE)) {
    if (code && PATH.test(code)) {
      file = findPath(code)
      if (!file) problems.push(`${code} does not exist`)
    }
    if (testName && !namesTest(file, testName)) problems.push(`the file before it has no test “${testName}”`)
  }
  return problems
}

const findPath = (path: string): string | undefined =>
  FOLDERS.map((folder) => join(root, folder, path)).find((candidate) => existsSync(candidate))

/** Whether the name is the first argument of a call in the file, as those of `test` and `describe` are. */
function namesTest(file: string | undefined, testName: string): boolean {
  if (!file || !statSync(file).isFile()) return false
  const text = readFileSync(file, 'utf8').replace(/\(\s+/g, '(')
  return ["'", '"', '`'].some((quote) => text.includes(`(${quote}${testName}${quote},`))
}

if (import.meta.main) {
  const problems = PAGES.flatMap((page) =>
    missingEvidence(readFileSync(join(root, page), 'utf8')).map((problem) => `${page}:${problem}`),
  )
  for (const problem of problems) process.stderr.write(`${problem}\n`)
  process.exitCode = problems.length > 0 ? 1 : 0
}
