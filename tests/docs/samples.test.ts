import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { createClient } from '@triclic/storefront-client'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { readFences, type Fence } from '../../apps/docs/src/fences.ts'
import { findPages } from '../../apps/docs/src/source-pages.ts'
import { root } from '../../infra/local/paths.ts'
import type { RunShop } from '../../infra/local/product/run-file.ts'
import { startEnvironment } from '../contract/environment.ts'
import { merchant as graphql } from '../graphql/documents.ts'
import { findMember } from '../traffic/find-shop.ts'
import { signIn } from '../traffic/merchant.ts'
import { execute, samplesOf } from './samples.ts'

const environment = await startEnvironment(['api', 'worker'])
afterAll(() => environment.stop())
afterEach(() => vi.unstubAllGlobals())
const { run } = environment
const [shop] = run.shops as [RunShop]
const HOSTS = { 'https://api.example.com': run.api, 'http://127.0.0.1:4000': run.api, 'pk_…': shop.key }

describe('docs/storefront-client.md', () => {
  const [first, own, onServer, , registering] = samplesOf('docs/storefront-client.md', 'ts') as [
    Fence,
    Fence,
    Fence,
    Fence,
    Fence,
  ]

  test('a page finds a product and puts it into the cart', async () => {
    const stored = new Map<string, string>()
    vi.stubGlobal('localStorage', {
      getItem: (name: string) => stored.get(name) ?? null,
      setItem: (name: string, value: string) => stored.set(name, value),
    })
    const { nodes, cart } = await execute(first, ['nodes', 'cart'], HOSTS)
    expect(nodes).not.toEqual([])
    expect(cart).toMatchObject({ totalQuantity: 1 })
    expect(stored.size).toBe(1)
  })

  test('the query without generated types is answered', async () => {
    vi.stubGlobal('client', createClient({ url: run.api, shopKey: shop.key }))
    const { product } = await execute(own, ['product'], { 'bothy-tent': 'no-such-product' })
    expect(product).toBeNull()
  })

  test('a server keeps the visitor in the cookies of the buyer', async () => {
    const cookies = new Map<string, string>()
    const given = {
      url: run.api,
      shopKey: shop.key,
      cookies,
      SHOP_SECRET: shop.secret,
      request: { ip: '203.0.113.7' },
    }
    for (const [name, value] of Object.entries(given)) vi.stubGlobal(name, value)
    const { client } = await execute(onServer, ['client'])
    await (client as { cart: () => Promise<unknown> }).cart()
    expect([...cookies.keys()]).toEqual(['visitor'])
  })

  test('a build registers its documents', async () => {
    const document = 'query Name { shop { name } }'
    const given = { url: run.api, shopKey: shop.key, secret: shop.secret, ownDocuments: [document] }
    for (const [name, value] of Object.entries(given)) vi.stubGlobal(name, value)
    const { isRegistered, documents } = await execute(registering, ['isRegistered', 'documents'])
    expect(isRegistered).toBe(true)
    const id = createHash('sha256').update(document).digest('hex')
    expect((documents as { id: string }[]).map((registered) => registered.id)).toContain(id)
  })
})

describe('docs/webhooks.md', () => {
  test('its receiver reads what is delivered, and nothing with another secret', async () => {
    const received: [headers: Record<string, unknown>, body: string][] = []
    const receiver = createServer((request, response) => {
      text(request).then(
        (body) => {
          received.push([request.headers, body])
          response.writeHead(204).end()
        },
        () => response.destroy(),
      )
    })
    await once(receiver.listen(0, '127.0.0.1'), 'listening')
    // Webhooks are not in the contract, against which the merchants of the environment check each request.
    const owner = await signIn(run.api, shop.slug, findMember(run, shop.slug))
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`
    const { secret, webhook, userErrors } = (await owner.request(CREATE, { url })).createWebhook
    expect(userErrors).toEqual([])
    await owner.request(SEND_TEST, { webhookId: webhook?.id ?? '' })
    await expect.poll(() => received.length).toBe(1)
    receiver.close()

    const [sample] = samplesOf('docs/webhooks.md', 'js') as [never]
    const { readWebhook } = await execute(sample, [])
    const read = readWebhook as (headers: object, body: string, secret: string | null) => unknown
    const [[headers, body]] = received as [(typeof received)[number]]
    expect(read(headers, body, secret)).toMatchObject({ event: { type: 'TEST' } })
    const other = `whsec_${Buffer.alloc(24).toString('base64')}`
    expect(read(headers, body, other)).toBeNull()
    expect(read(headers, `${body} `, secret)).toBeNull()
    expect(read({ ...headers, 'webhook-timestamp': '1' }, body, secret)).toBeNull()
  })
})

const CREATE = graphql(`
  mutation ($url: String!) {
    createWebhook(input: { url: $url, eventTypes: [ORDER_PAID] }) {
      secret
      webhook {
        id
      }
      userErrors {
        code
      }
    }
  }
`)

const SEND_TEST = graphql(`
  mutation ($webhookId: ID!) {
    sendTestEvent(webhookId: $webhookId) {
      userErrors {
        code
      }
    }
  }
`)

const readme = { source: 'README.md', markdown: readFileSync(join(root, 'README.md'), 'utf8') }
const commands = [readme, ...findPages(root)]
  .flatMap(({ source, markdown }) => readFences(markdown).map((fence) => ({ source, ...fence })))
  .filter(({ language, meta }) => language === 'sh' && meta === 'run')
  .map(({ source, line, code }) => ({ place: `${source}:${line}`, code }))

/** A folder like the checkout while `npm start` runs. */
const checkout = mkdtempSync(join(tmpdir(), 'triclic-docs-'))
mkdirSync(join(checkout, '.local'))
writeFileSync(join(checkout, '.local/run.json'), JSON.stringify(run))
afterAll(() => rmSync(checkout, { recursive: true }))

test.each(commands)('the command of $place is answered without errors', async ({ code }) => {
  const command = Object.entries(HOSTS).reduce((all, [from, to]) => all.replaceAll(from, to), code)
  const { stdout } = await promisify(execFile)('sh', ['-ec', command], {
    cwd: checkout,
    env: { PATH: process.env['PATH'], SHOP_KEY: shop.key, SHOP_SECRET: shop.secret },
  })
  const answer = JSON.parse(stdout) as { data?: unknown; errors?: unknown; isRegistered?: boolean }
  expect(answer.errors).toBeUndefined()
  expect(answer.isRegistered ?? answer.data).toBeTruthy()
})
