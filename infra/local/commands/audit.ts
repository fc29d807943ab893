/**
 * `npm run audit`: known vulnerabilities of the locked packages. Exits with 1 if there are any, and with 2 if the registry cannot tell.
 */
import { runTool } from '../process/run-tool.ts'
import { failWith } from '../user-facing-error.ts'

interface AuditReport {
  vulnerabilities?: Record<string, { severity: string; range: string; isDirect: boolean }>
  message?: string
}

try {
  const { stdout } = await runTool('npm', ['audit', '--json', '--package-lock-only'])
  const report = JSON.parse(stdout || '{}') as AuditReport
  if (!report.vulnerabilities) {
    const reason = /\b\d{3} [\w ]+/.exec(report.message ?? '')?.[0].trim() ?? 'no answer'
    process.stdout.write(`Not available: the package registry does not answer audit requests (${reason}).\n`)
    process.exit(2)
  }
  const found = Object.entries(report.vulnerabilities)
  for (const [name, { severity, range }] of found) process.stdout.write(`${severity}: ${name} ${range}\n`)
  process.stdout.write(`Vulnerable packages: ${found.length}\n`)
  process.exit(found.length > 0 ? 1 : 0)
} catch (error) {
  failWith(error)
}
