/** `npm run test:long [-- --minutes <n> --save]`: runs the product at half of the machine's capacity, and fails if its memory, files or connections grow. */
import { join } from 'node:path'
import { root } from '../paths.ts'
import { onShutdown } from '../process/on-shutdown.ts'
import { runTool, stopTools } from '../process/run-tool.ts'
import { build } from '../tools/build.ts'
import { failWith } from '../user-facing-error.ts'

onShutdown(async () => stopTools())
try {
  await build((line) => void process.stderr.write(`Build: ${line}\n`))
  const main = join(root, 'tests/long/main.ts')
  const { code } = await runTool(process.execPath, [main, ...process.argv.slice(2)], { inherit: true })
  process.exit(code)
} catch (error) {
  failWith(error)
}
