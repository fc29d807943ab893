/** `npm run sbom [-- --all]`: prints the packages of a running installation, with `--all` also those that build and test it, as CycloneDX JSON. */
import { runTool } from '../process/run-tool.ts'
import { failWith, UserFacingError } from '../user-facing-error.ts'

try {
  const omit = process.argv.includes('--all') ? [] : ['--omit', 'dev']
  const format = ['--sbom-format', 'cyclonedx', '--sbom-type', 'application']
  const { code, stdout, output } = await runTool('npm', ['sbom', '--package-lock-only', ...format, ...omit])
  if (code !== 0) throw new UserFacingError(`npm could not list the packages:\n${output}`)
  process.stdout.write(stdout)
} catch (error) {
  failWith(error)
}
