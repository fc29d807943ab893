import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A shared cache of HTTP in front of the API: Apache httpd with mod_cache, on a free port. */
export interface ApacheCache {
  url: string
  /** Removes what the API tagged so. Returns how many answers were removed. */
  purge(tags: readonly string[]): number
  purgeEverything(): number
  stop(): Promise<void>
}

const MODULES = ['mpm_event', 'authz_core', 'proxy', 'proxy_http', 'cache', 'cache_disk']

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

/** Starts it for an API at `origin`. */
export async function startApacheCache(origin: string): Promise<ApacheCache> {
  const command = process.env['APACHE_PATH']
  if (!command) throw new Error('APACHE_PATH is not set: run the tests with npm test, which finds Apache.')
  // Started as root, Apache serves as another user, who may not enter the folder of the test run.
  const isRoot = process.getuid?.() === 0
  const folder = mkdtempSync(join(isRoot ? '/tmp' : tmpdir(), 'triclic-apache-'))
  const cache = join(folder, 'cache')
  mkdirSync(cache)
  chmodSync(folder, 0o755)
  chmodSync(cache, 0o777)
  const port = await freePort()
  const config = [
    ...MODULES.map((name) => `LoadModule ${name}_module "\${MODULES}/mod_${name}.so"`),
    `ServerRoot "${folder}"`,
    'ServerName localhost',
    `Listen 127.0.0.1:${port}`,
    `PidFile "${folder}/pid"`,
    `DefaultRuntimeDir "${folder}"`,
    'Mutex pthread',
    'ErrorLog "|/bin/cat"',
    'StartServers 1',
    'ServerLimit 1',
    'ThreadsPerChild 8',
    'MaxRequestWorkers 8',
    ...(isRoot ? ['User nobody', 'Group #65534'] : []),
    `CacheRoot "${cache}"`,
    'CacheEnable disk "/"',
    // As networks of caches do: a client does not decide what they keep.
    'CacheIgnoreCacheControl on',
    'CacheHeader on',
    `ProxyPass "/" "${origin}/"`,
  ]
  const file = join(folder, 'httpd.conf')
  writeFileSync(file, `${config.join('\n')}\n`)
  const child = spawn(command, ['-f', file, '-DFOREGROUND'], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (output += String(text)))
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = `http://127.0.0.1:${port}`
  for (let attempt = 0; !(await answers(url)); attempt++) {
    if (attempt > 200 || child.exitCode !== null) throw new Error(`Apache did not start: ${output}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return {
    url,
    purge: (tags) => removeAnswers(cache, (tagged) => tags.some((tag) => tagged.includes(tag))),
    purgeEverything: () => removeAnswers(cache, () => true),
    async stop() {
      child.kill('SIGTERM')
      await exited
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/health/live`).then(
    ({ ok }) => ok,
    () => false,
  )

/** The header file of each answer contains its tags. */
function removeAnswers(cache: string, isWanted: (tags: string[]) => boolean): number {
  let removed = 0
  for (const name of readdirSync(cache, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.header')) continue
    const file = join(cache, name)
    const [, tags = ''] = /^surrogate-key: (.*?)\r?$/im.exec(readFileSync(file, 'latin1')) ?? []
    if (!tags || !isWanted(tags.split(' '))) continue
    rmSync(file, { force: true })
    removed++
  }
  return removed
}
