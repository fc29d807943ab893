/** `npm run dev`: the product on the data of `npm start`, everything watching its sources. */
import { join } from 'node:path'
import { onAskedToStop } from './ask-to-stop.ts'
import { build } from './build.ts'
import { claim } from './claim.ts'
import { givenBy } from './given.ts'
import { localData, root } from './places.ts'
import { startProduct } from './product.ts'
import type { Product } from './product.ts'
import { removeRunFiles, writeRunFiles } from './run-files.ts'
import { runTool, stopTools } from './run-tool.ts'
import { failWith } from './sentence.ts'
import type { Server } from './servers.ts'
import { welcome } from './welcome.ts'

const say = (line: string) => void process.stdout.write(`${line}\n`)
let product: Product | undefined
let release: (() => void) | undefined

onAskedToStop(async () => {
  removeRunFiles()
  stopTools()
  await product?.stop()
  release?.()
})

try {
  release = await claim(localData)
  const built = build(say).then(watchSources)
  const portBase = Number(process.env['PORT_BASE'] ?? 4000)
  product = await startProduct({
    data: localData,
    portBase,
    given: givenBy(process.env),
    say,
    built,
    adapt: watching,
  })
  writeRunFiles(product)
  say(welcome(product.run))
} catch (error) {
  if (release) removeRunFiles()
  release?.()
  await product?.stop()
  failWith(error)
}

/** Settles after the first pass: what it writes would start the services again just after they started. */
async function watchSources(): Promise<void> {
  const projects = [
    'packages/card-core/tsconfig.json',
    'services/api/tsconfig.build.json',
    'services/bank-sandbox/tsconfig.build.json',
  ]
  await Promise.all(projects.map(watchProject))
}

function watchProject(project: string): Promise<void> {
  return new Promise((firstPass) => {
    const onLine = (line: string) => {
      if (line.trim()) say(line)
      if (line.includes('Watching for file changes')) firstPass()
    }
    void runTool('tsc', ['--watch', '--preserveWatchOutput', '-p', project], { onLine })
      .catch(() => undefined)
      .then(() => firstPass())
  })
}

/** The services start again when tsc writes; the apps are served by vite. */
function watching(server: Server): Server {
  if (!server.folder.startsWith('apps/'))
    return { ...server, nodeFlags: ['--watch', '--watch-preserve-output'] }
  const { HOST = '127.0.0.1', PORT = '0' } = server.env
  return {
    ...server,
    script: join(root, 'node_modules/vite/bin/vite.js'),
    args: ['dev', '--host', HOST, '--port', PORT, '--strictPort'],
    env: { ...server.env, NODE_ENV: 'development', NO_COLOR: '1' },
    readyLine: /ready in/,
  }
}
