/**
 * `npm run report:separation`: checks the separation of shops anew, prints the report of PCI DSS A1.1.4 in Markdown, and keeps it in `.local/reports/`. Exit
 * code 1 when a check failed.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { localData, root } from '../paths.ts'
import { onShutdown } from '../process/on-shutdown.ts'
import { runTool, stopTools } from '../process/run-tool.ts'
import { readRootFields } from '../separation/root-fields.ts'
import { SEPARATION_CHECKS } from '../separation/separation-checks.ts'
import { separationReport, type TestRun } from '../separation/separation-report.ts'
import { failWith, UserFacingError } from '../user-facing-error.ts'
import { writeFileAtomically } from '../write-file-atomically.ts'

const folder = mkdtempSync(join(tmpdir(), 'triclic-report-'))
const resultFile = join(folder, 'result.json')
onShutdown(async () => {
  stopTools()
  rmSync(folder, { recursive: true, force: true })
  process.exit(1)
})

try {
  process.stderr.write('Checking the separation of shops\n')
  const files = SEPARATION_CHECKS.flatMap((check) => check.files)
  const reporter = ['--reporter=json', `--outputFile=${resultFile}`]
  const script = join(root, 'infra/local/commands/test.ts')
  const { output } = await runTool(process.execPath, [script, ...files, ...reporter])
  const { markdown, hasPassed } = separationReport(readResult(output), {
    date: new Date().toISOString(),
    version: (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version,
    commit: await git('rev-parse', 'HEAD'),
    isModified: (await git('status', '--porcelain')) !== '',
    node: process.version,
    rootFields: ['storefront', 'merchant'].flatMap((name) =>
      readRootFields(readFileSync(join(root, `services/api/schema/${name}.graphql`), 'utf8')).map(
        (field) => `${name} ${field}`,
      ),
    ),
  })
  const reports = join(localData, 'reports')
  mkdirSync(reports, { recursive: true })
  const file = join(reports, `separation-${new Date().toISOString().replaceAll(':', '-')}.md`)
  writeFileAtomically(file, markdown)
  process.stdout.write(markdown)
  process.stderr.write(`Kept in ${file}\n`)
  if (!hasPassed) process.exitCode = 1
} catch (error) {
  failWith(error)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function readResult(output: string): TestRun {
  try {
    return JSON.parse(readFileSync(resultFile, 'utf8')) as TestRun
  } catch {
    throw new UserFacingError(`${output.trim()}\n\nThe checks did not run, see above.`)
  }
}

async function git(...args: string[]): Promise<string> {
  const { code, stdout, output } = await runTool('git', args)
  if (code !== 0) throw new UserFacingError(`git could not tell the commit: ${output.trim()}`)
  return stdout.trim()
}
