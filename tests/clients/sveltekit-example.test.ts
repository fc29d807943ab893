import { spawn, type ChildProcess } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomPortBase } from '../../infra/local/product/ports.ts'
import type { RunShop } from '../../infra/local/product/run-file.ts'
import { startEnvironment } from '../contract/environment.ts'

const environment = await startEnvironment(['api'])
const { run } = environment
const [shop] = run.shops as [RunShop]

const url = `http://127.0.0.1:${randomPortBase() + 9}`
let server: ChildProcess
beforeAll(() => {
  const vite = dirname(createRequire(import.meta.url).resolve('vite/package.json'))
  server = spawn(
    process.execPath,
    [join(vite, 'bin/vite.js'), 'dev', '--host', '127.0.0.1', '--strictPort', '--port', new URL(url).port],
    {
      cwd: join(import.meta.dirname, '../../packages/storefront-client/examples/sveltekit'),
      env: { ...process.env, API_URL: run.api, SHOP_KEY: shop.key, SHOP_SECRET: shop.secret },
      stdio: 'ignore',
    },
  )
})
afterAll(async () => {
  server.kill()
  await environment.stop()
})

const status = (): Promise<number | null> =>
  fetch(url).then(
    (answer) => answer.status,
    () => null,
  )

test('the pages of SvelteKit keep the visitor in a cookie, and the cart on the server', async () => {
  await expect.poll(status, { timeout: 60_000 }).toBe(200)
  const first = await fetch(url)
  const page = await first.text()
  const cookie =
    first.headers
      .getSetCookie()
      .find((text) => text.startsWith('visitor='))
      ?.split(';')[0] ?? ''
  expect(cookie.length).toBeGreaterThan(30)
  expect(page).toContain('0 in the cart')
  expect(page).not.toContain(shop.secret)
  const [, variantId = ''] = /name="variantId" value="([^"]+)"/.exec(page) ?? []
  const added = await fetch(`${url}/?/add`, {
    method: 'POST',
    headers: {
      cookie,
      origin: url,
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'text/html',
    },
    body: new URLSearchParams({ variantId }),
  })
  expect(await added.text()).toContain('1 in the cart')
  expect(await (await fetch(url, { headers: { cookie } })).text()).toContain('1 in the cart')
})
