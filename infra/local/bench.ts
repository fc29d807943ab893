/** `npm run bench`: the load figures of `tests/load`, on a product with data and ports of its own. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onAskedToStop } from './ask-to-stop.ts'
import { build } from './build.ts'
import { randomBase } from './free-ports.ts'
import { root } from './places.ts'
import { postgresFolder } from './postgres.ts'
import { startProduct } from './product.ts'
import type { Product } from './product.ts'
import { runTool, stopTools } from './run-tool.ts'
import { failWith, Sentence } from './sentence.ts'

const script = join(root, 'tests/load/bench.ts')
const say = (line: string) => void process.stderr.write(`${line}\n`)
const data = mkdtempSync(join(tmpdir(), 'triclic-bench-'))
let product: Product | undefined

async function cleanUp(): Promise<void> {
  stopTools()
  await product?.stop()
  for (const folder of [data, postgresFolder(data)]) rmSync(folder, { recursive: true, force: true })
}

onAskedToStop(cleanUp)
try {
  if (!existsSync(script))
    throw new Sentence('There is nothing to measure yet: tests/load/bench.ts is missing.')
  await build((line) => say(`build ${line}`))
  product = await startProduct({ data, portBase: randomBase(), say, env: { LOG_LEVEL: 'warn' } })
  const runFile = join(data, 'run.json')
  writeFileSync(runFile, JSON.stringify(product.run), { mode: 0o600 })
  const env = {
    RUN_FILE: runFile,
    REDIS_URL: product.redisUrl,
    PIDS: JSON.stringify(product.pids()),
    ...product.seedEnv,
  }
  const { code } = await runTool(process.execPath, [script, ...process.argv.slice(2)], { env, show: true })
  process.exitCode = code
  await cleanUp()
} catch (error) {
  await cleanUp()
  failWith(error)
}
