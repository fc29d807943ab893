/** `npm run test:mutation [-- --mutate <files>]`: Stryker changes card-core's source and asks that its tests notice. */
import { join } from 'node:path'
import { onAskedToStop } from './ask-to-stop.ts'
import { root } from './places.ts'
import { runTool, stopTools } from './run-tool.ts'
import { failWith } from './sentence.ts'

onAskedToStop(async () => stopTools())
try {
  const cwd = join(root, 'packages/card-core')
  const { code } = await runTool('stryker', ['run', ...process.argv.slice(2)], { cwd, show: true })
  process.exit(code)
} catch (error) {
  failWith(error)
}
