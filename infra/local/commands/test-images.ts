/**
 * `npm run test:images [-- --no-build] [-- --contract | --custody]`: runs compose.yml with the images of infra/Dockerfile and orders through it, or the
 * tests of the contract or of custody against its containers. Linux only.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildImages, targets } from '../images/build-images.ts'
import { findOrInstallEngine } from '../images/install-engine.ts'
import { addNetworkNamespace, type NetworkNamespace } from '../images/network-namespace.ts'
import { findServiceImages } from '../images/stand-ins.ts'
import { isRoot, root } from '../paths.ts'
import { onShutdown } from '../process/on-shutdown.ts'
import { stopTools } from '../process/run-tool.ts'
import { build } from '../tools/build.ts'
import { failWith, UserFacingError } from '../user-facing-error.ts'

const print = (line: string) => void process.stdout.write(`${line}\n`)

let namespace: NetworkNamespace | undefined
let test: ChildProcess | undefined
let testEnded: Promise<number> = Promise.resolve(0)

onShutdown(async () => {
  stopTools()
  test?.kill('SIGTERM')
  await testEnded
  namespace?.remove()
})

try {
  const { values } = parseOptions()
  const suites = (['contract', 'custody'] as const).filter((name) => values[name])
  if (suites.length > 1) throw new UserFacingError('--contract and --custody are run one after the other.')
  const engine = await findOrInstallEngine({ runs: true }, print)
  if (engine.name === 'podman' && !isRoot)
    throw new UserFacingError(
      'With podman, run this as root: it makes a network of its own and opens port 443.',
    )
  // The programs that run beside the containers: the bank sandbox, and what the tests use.
  await build((line) => print(`Build: ${line}`))
  if (!values['no-build']) await buildImages(engine, targets(), print)
  const images = await findServiceImages(engine, print)
  // The containers of docker are in the network of its daemon, whatever the network of its caller.
  if (engine.name === 'podman') namespace = addNetworkNamespace(`triclic-${process.pid}`)
  testEnded = runTest(JSON.stringify({ engine: engine.name, images, suite: suites[0] ?? null }))
  const code = await testEnded
  namespace?.remove()
  process.exit(code)
} catch (error) {
  failWith(error)
}

function parseOptions() {
  const flag = { type: 'boolean' } as const
  try {
    return parseArgs({ options: { 'no-build': flag, contract: flag, custody: flag } })
  } catch (error) {
    throw new UserFacingError(error instanceof Error ? error.message : String(error))
  }
}

/** Resolves to the exit code of the test, which stops what it started when it gets a signal. */
function runTest(options: string): Promise<number> {
  const main = join(root, 'tests/images/main.ts')
  const [command = '', ...args] = [...(namespace?.prefix ?? []), process.execPath, main, options]
  const child = spawn(command, args, { stdio: 'inherit', cwd: root })
  test = child
  return new Promise((resolve) => {
    child.once('error', () => resolve(1))
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
