/** `npm start [-- --fresh]`: the whole product, in the foreground. */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onAskedToStop } from './ask-to-stop.ts'
import { build } from './build.ts'
import { claim } from './claim.ts'
import { givenBy } from './given.ts'
import { localData } from './places.ts'
import { postgresFolder } from './postgres.ts'
import { startProduct } from './product.ts'
import type { Product } from './product.ts'
import { removeRunFiles, writeRunFiles } from './run-files.ts'
import { stopTools } from './run-tool.ts'
import { failWith, Sentence } from './sentence.ts'
import { welcome } from './welcome.ts'

const args = process.argv.slice(2)
const began = Date.now()
const say = (line: string) =>
  void process.stdout.write(`[${((Date.now() - began) / 1000).toFixed(1).padStart(5)} s] ${line}\n`)

let product: Product | undefined
let release: (() => void) | undefined
let starting: Promise<unknown> = Promise.resolve()
let stopping = false

onAskedToStop(async () => {
  stopping = true
  process.stdout.write('\nStopping\n')
  removeRunFiles()
  stopTools()
  await starting.catch(() => undefined)
  await product?.stop()
  release?.()
  process.stdout.write('Stopped; the data stays, and npm start finds it again\n')
})

try {
  const unknown = args.filter((arg) => arg !== '--fresh')
  if (unknown.length > 0) throw new Sentence(`npm start knows --fresh, and not ${unknown.join(' ')}.`)
  release = await claim(localData)
  starting = start()
  await starting
} catch (error) {
  if (!stopping) {
    if (release) removeRunFiles()
    release?.()
    failWith(error)
  }
}

async function start(): Promise<void> {
  const given = givenBy(process.env)
  if (args.includes('--fresh')) beginAnew(given.databaseUrl)
  writeFileSync(join(localData, 'where.json'), `${JSON.stringify({ postgres: postgresFolder(localData) })}\n`)
  const portBase = Number(process.env['PORT_BASE'] ?? 4000)
  if (!Number.isInteger(portBase) || portBase < 1 || portBase > 65_000) {
    throw new Sentence('PORT_BASE is not a port number.')
  }
  say('building what changed')
  const built = build((line) => say(`build ${line}`))
  product = await startProduct({ data: localData, portBase, given, say, built })
  writeRunFiles(product)
  say('ready')
  process.stdout.write(welcome(product.run))
}

function beginAnew(databaseUrl: string | undefined): void {
  if (databaseUrl) {
    throw new Sentence('--fresh empties the embedded database alone: drop what DATABASE_URL names yourself.')
  }
  say('beginning anew: earlier data is removed')
  for (const name of existsSync(localData) ? readdirSync(localData) : []) {
    if (!['cache', 'start.pid'].includes(name))
      rmSync(join(localData, name), { recursive: true, force: true })
  }
  rmSync(postgresFolder(localData), { recursive: true, force: true })
  mkdirSync(localData, { recursive: true, mode: 0o700 })
}
