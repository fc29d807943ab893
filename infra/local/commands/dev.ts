/** `npm run dev`: the product on the data of `npm start`; servers restart and pages reload when their sources change. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { buildDocs } from '../docs-site/build-docs.ts'
import { localData, root } from '../paths.ts'
import { lockDataFolder } from '../process/lock-data-folder.ts'
import { onShutdown } from '../process/on-shutdown.ts'
import { runTool, stopTools } from '../process/run-tool.ts'
import { readExternalServices } from '../product/external-services.ts'
import { removeRunFiles, writeRunFiles } from '../product/run-file.ts'
import type { Server } from '../product/servers.ts'
import { startProduct } from '../product/start-product.ts'
import type { Product } from '../product/start-product.ts'
import { welcomeMessage } from '../product/welcome-message.ts'
import { mayRunRequests, readPortBase } from '../settings.ts'
import { build } from '../tools/build.ts'
import { failWith } from '../user-facing-error.ts'

const print = (line: string) => void process.stdout.write(`${line}\n`)
let product: Product | undefined
let unlock: (() => void) | undefined

onShutdown(
  async () => {
    removeRunFiles()
    stopTools()
    await product?.stop()
    unlock?.()
  },
  () => product?.hurry(),
)

try {
  unlock = lockDataFolder(localData)
  product = await startProduct({
    data: localData,
    portBase: readPortBase(),
    external: readExternalServices(),
    print,
    built: build((line) => print(`Build: ${line}`)).then(watchSources),
    adapt: watch,
    docs: { canRun: mayRunRequests() },
    operatorPage: true,
  })
  writeRunFiles(product)
  print(welcomeMessage(product.run))
  await buildDocs(print)
} catch (error) {
  if (unlock) removeRunFiles()
  unlock?.()
  await product?.stop()
  failWith(error)
}

/** Starts `tsc --watch`. Resolves after its first pass, whose output would otherwise restart the servers at once. */
async function watchSources(): Promise<void> {
  const projects = [
    ...readdirSync(join(root, 'packages')).map((name) => `packages/${name}/tsconfig.json`),
    'services/api/tsconfig.build.json',
    'services/bank-sandbox/tsconfig.build.json',
  ]
  await Promise.all(projects.map(watchProject))
}

function watchProject(project: string): Promise<void> {
  return new Promise((resolve) => {
    const onLine = (line: string) => {
      if (line.trim()) print(line)
      if (line.includes('Watching for file changes')) resolve()
    }
    void runTool('tsc', ['--watch', '--preserveWatchOutput', '-p', project], { onLine })
      .catch(() => undefined)
      .then(() => resolve())
  })
}

/** Services restart when tsc writes their output; the apps are served by Vite. */
function watch(server: Server): Server {
  if (!server.folder.startsWith('apps/'))
    return { ...server, nodeFlags: [...(server.nodeFlags ?? []), '--watch', '--watch-preserve-output'] }
  const { HOST = '127.0.0.1', PORT = '0' } = server.env
  return {
    ...server,
    script: join(root, 'node_modules/vite/bin/vite.js'),
    args: ['dev', '--host', HOST, '--port', PORT, '--strictPort'],
    env: { ...server.env, NODE_ENV: 'development', NO_COLOR: '1' },
    readyLine: /ready in/,
  }
}
