/** `npm run test:relay`: documents compiled by Relay's compiler, which it installs in .local/relay. */
import { join } from 'node:path'
import { root } from '../paths.ts'
import { onShutdown } from '../process/on-shutdown.ts'
import { runTool, stopTools } from '../process/run-tool.ts'
import { build } from '../tools/build.ts'
import { failWith } from '../user-facing-error.ts'

onShutdown(async () => stopTools())
try {
  await build((line) => void process.stderr.write(`Build: ${line}\n`))
  const { code } = await runTool(process.execPath, [join(root, 'tests/clients/relay.ts')], { inherit: true })
  process.exit(code)
} catch (error) {
  failWith(error)
}
