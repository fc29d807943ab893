import { isRoot } from '../paths.ts'
import { runTool } from '../process/run-tool.ts'
import { hasDebianTools } from '../tools/debian-packages.ts'
import { UserFacingError } from '../user-facing-error.ts'

/**
 * Installs the packages that are missing of these with apt-get, and prints which. The key of each is the package, the value the program by which it
 * is recognised. Throws a {@link UserFacingError} that names them where this is not Debian or the user not root.
 */
export async function installDebianPackages(
  packages: Record<string, string>,
  print: (line: string) => void,
): Promise<void> {
  const missing: string[] = []
  for (const [name, program] of Object.entries(packages))
    if ((await runTool('which', [program])).code !== 0) missing.push(name)
  if (missing.length === 0) return
  const list = missing.join(' ')
  if (!isRoot || !hasDebianTools())
    throw new UserFacingError(`Missing: ${list}. Install them (apt install ${list}) and try again.`)
  print(`Installing ${list} with apt-get`)
  const env = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  await runTool('apt-get', ['update', '-qq'], { env })
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...missing]
  const { code, output } = await runTool('apt-get', install, { env })
  if (code !== 0) throw new UserFacingError(`${output.slice(-2_000).trim()}\n\nInstalling ${list} failed.`)
}
