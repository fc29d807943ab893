/** `npm run bench`: what the packages measure of themselves, beside their references in the same run. */
import { join } from 'node:path'
import { onAskedToStop } from './ask-to-stop.ts'
import { build } from './build.ts'
import { root } from './places.ts'
import { runTool, stopTools } from './run-tool.ts'
import { failWith } from './sentence.ts'

const scripts = ['packages/card-core/bench/compare.ts', 'tests/load/load.ts']

onAskedToStop(async () => stopTools())
try {
  await build((line) => void process.stderr.write(`build ${line}\n`))
  for (const script of scripts) {
    const { code } = await runTool(process.execPath, [join(root, script)], { show: true })
    if (code !== 0) process.exitCode = code
  }
} catch (error) {
  failWith(error)
}
