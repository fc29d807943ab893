/** `npm run test:mutation [-- --mutate <files>]`: Stryker changes the source of card-core; its tests must fail each time. */
import { join } from 'node:path'
import { root } from '../paths.ts'
import { onShutdown } from '../process/on-shutdown.ts'
import { runTool, stopTools } from '../process/run-tool.ts'
import { failWith } from '../user-facing-error.ts'

onShutdown(async () => stopTools())
try {
  const cwd = join(root, 'packages/card-core')
  const { code } = await runTool('stryker', ['run', ...process.argv.slice(2)], { cwd, inherit: true })
  process.exit(code)
} catch (error) {
  failWith(error)
}
