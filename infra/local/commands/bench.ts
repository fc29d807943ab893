/** `npm run bench`: builds the programs, measures card-core, and then runs tests/load/bench.ts with the same arguments. */
import { join } from 'node:path'
import { root } from '../paths.ts'
import { onShutdown } from '../process/on-shutdown.ts'
import { runTool, stopTools } from '../process/run-tool.ts'
import { build } from '../tools/build.ts'
import { failWith } from '../user-facing-error.ts'

const args = process.argv.slice(2)
const isSelection = args.some((arg) => !arg.startsWith('--'))
const scripts = [...(isSelection ? [] : ['packages/card-core/bench/compare.ts']), 'tests/load/bench.ts']

onShutdown(async () => stopTools())
try {
  await build((line) => void process.stderr.write(`Build: ${line}\n`))
  for (const script of scripts) {
    const { code } = await runTool(process.execPath, [join(root, script), ...args], { inherit: true })
    if (code !== 0) process.exitCode = code
  }
} catch (error) {
  failWith(error)
}
