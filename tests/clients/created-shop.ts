import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { linkPackages, programOf } from '../../packages/create-triclic-shop/test/link-packages.ts'

const COMMAND = join(import.meta.dirname, '../../packages/create-triclic-shop/src/bin.js')

/** A website that the command has created and that is served at the origin of its shop. */
export interface CreatedShop {
  folder: string
  stop: () => void
}

/** Creates the website of a shop, builds it if its template has a build, and serves it at the shop's origin. */
export async function serveCreatedShop(
  template: 'sveltekit' | 'html',
  { api, key, secret, origin }: { api: string; key: string; secret: string; origin: string },
): Promise<CreatedShop> {
  const parent = mkdtempSync(join(tmpdir(), 'triclic-created-'))
  const folder = join(parent, 'my-shop')
  const settings = ['--api', api, '--key', key, ...(template === 'sveltekit' ? ['--secret', secret] : [])]
  run(parent, COMMAND, 'my-shop', '--template', template, ...settings)
  const { port } = new URL(origin)
  const server = template === 'html' ? serveFiles(folder, port) : serveBuild(folder, port)
  const stop = () => {
    server.kill()
    rmSync(parent, { recursive: true, force: true })
  }
  for (let attempt = 0; !(await isServed(port)); attempt++) {
    if (attempt === 200 || server.exitCode !== null) {
      stop()
      throw new Error(`The created shop is not served at ${origin}.`)
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return { folder, stop }
}

const run = (cwd: string, ...args: string[]): string =>
  execFileSync(process.execPath, args, { cwd, encoding: 'utf8' })

const serveFiles = (folder: string, port: string): ChildProcess =>
  spawn(process.execPath, ['serve.js'], { cwd: folder, env: { ...process.env, PORT: port }, stdio: 'ignore' })

/** `npm install`, `npm run build` and `npm run preview`, without a registry. */
function serveBuild(folder: string, port: string): ChildProcess {
  linkPackages(folder)
  const vite = programOf('vite', 'bin/vite.js')
  run(folder, vite, 'build', '--logLevel', 'error')
  const options = ['--host', '127.0.0.1', '--strictPort', '--port', port]
  return spawn(process.execPath, [vite, 'preview', ...options], { cwd: folder, stdio: 'ignore' })
}

const isServed = (port: string): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}`).then(
    (answer) => answer.ok,
    () => false,
  )
