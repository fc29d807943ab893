/** `npm run bench`: measures the requests per second of the API and, in the same run, of reference implementations, then what floods do to others. */
import { join } from 'node:path'
import { root } from '../paths.ts'
import { onShutdown } from '../process/on-shutdown.ts'
import { runTool, stopTools } from '../process/run-tool.ts'
import { build } from '../tools/build.ts'
import { failWith } from '../user-facing-error.ts'

// Floods come from other loopback addresses, which only Linux has without further configuration.
const floods = process.platform === 'linux' ? ['tests/load/floods.ts'] : []
const scripts = ['packages/card-core/bench/compare.ts', 'tests/load/load.ts', ...floods]

onShutdown(async () => stopTools())
try {
  await build((line) => void process.stderr.write(`Build: ${line}\n`))
  for (const script of scripts) {
    const { code } = await runTool(process.execPath, [join(root, script)], { inherit: true })
    if (code !== 0) process.exitCode = code
  }
} catch (error) {
  failWith(error)
}
