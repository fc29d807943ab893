/** `npm run test:faults [-- --rounds <n> --seed <n> --from <n>]`: the long run of checkouts under faults. */
import { join } from 'node:path'
import { onAskedToStop } from './ask-to-stop.ts'
import { build } from './build.ts'
import { root } from './places.ts'
import { runTool, stopTools } from './run-tool.ts'
import { failWith } from './sentence.ts'

onAskedToStop(async () => stopTools())
try {
  await build((line) => void process.stderr.write(`build ${line}\n`))
  const main = join(root, 'tests/faults/main.ts')
  const { code } = await runTool(process.execPath, [main, ...process.argv.slice(2)], { show: true })
  process.exit(code)
} catch (error) {
  failWith(error)
}
