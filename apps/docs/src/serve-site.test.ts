import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePorts, randomPortBase } from '../../../infra/local/product/ports.ts'
import { serveDocs, type DocsServer } from './serve-site.ts'

const folder = mkdtempSync(join(tmpdir(), 'triclic-docs-site-'))
const explorer = {
  api: 'http://127.0.0.1:4000',
  bank: 'http://127.0.0.1:4003',
  shop: { slug: 'a', key: 'public', origin: 'http://a.localhost:4002', secret: 'secret' },
}
let servers: DocsServer[] = []
let url = ''
let closedUrl = ''
beforeAll(async () => {
  const [first = 0, second = 0] = await freePorts(2, randomPortBase())
  servers = [
    await serveDocs({ folder, port: first, explorer }),
    await serveDocs({ folder, port: second, explorer: undefined }),
  ]
  url = `http://127.0.0.1:${first}`
  closedUrl = `http://127.0.0.1:${second}`
})
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()))
  rmSync(folder, { recursive: true })
})

test('says that the site is being built, then serves it', async () => {
  const early = await fetch(url)
  expect(early.status).toBe(503)
  expect(await early.text()).toContain('being built')

  mkdirSync(join(folder, 'guide'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<script>start()</script><script src="/a.js"></script>')
  writeFileSync(join(folder, '404.html'), 'Not here')
  writeFileSync(join(folder, 'guide/page.html'), 'A page')
  writeFileSync(join(folder, 'assets/a.js'), 'start()')
  expect(await (await fetch(`${url}/guide/page`)).text()).toBe('A page')
  const missing = await fetch(`${url}/none`)
  expect([missing.status, await missing.text()]).toEqual([404, 'Not here'])
  const script = await fetch(`${url}/assets/a.js`)
  expect(script.headers.get('content-type')).toContain('javascript')
  expect(script.headers.get('cache-control')).toContain('immutable')
})

test('a page may run its own scripts, ask the API, and load nothing from elsewhere', async () => {
  const policy = (await fetch(url)).headers.get('content-security-policy')
  const hash = createHash('sha256').update('start()').digest('base64')
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain(`script-src 'self' 'sha256-${hash}';`)
  expect(policy).toContain("connect-src 'self' http://127.0.0.1:4000;")
  const closed = (await fetch(closedUrl)).headers.get('content-security-policy')
  expect(closed).toContain("connect-src 'self';")
  expect(closed).toContain("form-action 'none'")
})

test('tells the shop’s public key where requests can be run, and nothing where they cannot', async () => {
  expect(await (await fetch(`${url}/explorer.json`)).json()).toEqual({
    api: explorer.api,
    shop: { slug: 'a', key: 'public', origin: 'http://a.localhost:4002' },
  })
  expect((await fetch(`${closedUrl}/explorer.json`)).status).toBe(404)
})

test('refuses other hosts, methods and paths outside of the folder', async () => {
  expect((await fetch(url, { method: 'POST' })).status).toBe(405)
  const statusOf = (path: string, host: string) =>
    new Promise((resolve) =>
      get(
        { ...new URL(url), hostname: '127.0.0.1', port: new URL(url).port, path, headers: { host } },
        (response) => {
          response.resume()
          resolve(response.statusCode)
        },
      ),
    )
  expect(await statusOf('/', 'evil.example')).toBe(421)
  expect(await statusOf('/', 'docs.localhost:4013')).toBe(200)
  expect(await statusOf('/../../etc/passwd', 'localhost')).toBe(400)
  expect(await statusOf('/%2e%2e/secret', 'localhost')).toBe(400)
  expect(await statusOf('/%zz', 'localhost')).toBe(400)
})
