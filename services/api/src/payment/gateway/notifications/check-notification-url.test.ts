import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { startTestApi, type TestApi } from '../../../../test/api.ts'
import { headersOf, merchant } from '../../../../test/member.ts'
import { createShop, type TestShop } from '../../../../test/shop.ts'
import { queryInShop } from '../../../../test/sql.ts'
import { createProbe, PROBE_NAME } from './notification-probe.ts'

let api: TestApi
let shop: TestShop
let owner: Record<string, string>
const servers: Server[] = []

beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  owner = await headersOf(api, shop, 'OWNER')
})
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})
afterAll(() => api?.stop())

interface Check {
  url: string
  status: string
  httpStatus: number | null
  advice: string
}

/** Checks the notification URL while the API believes that its public base URL is `apiUrl`. */
async function check(apiUrl: string, language = 'en'): Promise<Check> {
  api.app.env.apiUrl = apiUrl
  const { data } = await merchant<{ checkNotificationUrl: { check: Check } }>(
    api,
    'mutation { checkNotificationUrl(protocol: "lyra") { check { url status httpStatus advice } } }',
    {},
    { ...owner, 'accept-language': language },
  )
  return data.checkNotificationUrl.check
}

async function listen(server: Server, protocol = 'http'): Promise<string> {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `${protocol}://127.0.0.1:${(server.address() as AddressInfo).port}`
}
const startProxy = (answer: RequestListener): Promise<string> => listen(createHttpServer(answer))

/** The API's port under an address that is not written as a loopback address. */
const publicUrl = (): string => api.url.replace('127.0.0.1', '0.0.0.0')

const refused = () =>
  queryInShop<{ reason: string }>(
    api,
    shop,
    'select reason from bank_notification_refused where shop_id = $1',
    shop.id,
  )

test('the URL is reachable if the request comes back to the API; nothing is recorded', async () => {
  expect(await check(publicUrl())).toEqual({
    url: `${publicUrl()}/bank/lyra/notify/${shop.slug}`,
    status: 'REACHABLE',
    httpStatus: null,
    advice: 'The address works: our test request reached us.',
  })
  expect(await refused()).toEqual([])
})

test('a loopback address works on this machine only, and the advice is in the member’s language', async () => {
  expect(await check(api.url, 'fr')).toMatchObject({
    status: 'LOCAL_ONLY',
    advice: expect.stringContaining('Aucune banque ne peut l’atteindre') as string,
  })
})

test.each<[string, RequestListener, string, number]>([
  ['finds nothing', (_request, response) => response.writeHead(404).end(), 'NOT_FOUND', 404],
  [
    'redirects, even to the API',
    (request, response) => response.writeHead(301, { location: `${publicUrl()}${request.url}` }).end(),
    'REDIRECTED',
    301,
  ],
  ['shows a page of its own', (_request, response) => response.end('Welcome'), 'UNEXPECTED_ANSWER', 200],
  [
    'forbids POST',
    (request, response) => response.writeHead(request.method === 'POST' ? 405 : 200).end(),
    'UNEXPECTED_ANSWER',
    405,
  ],
  [
    'repeats the probe as its answer',
    (request, response) => {
      let body = ''
      request.on('data', (text: Buffer) => (body += String(text)))
      request.on('end', () =>
        response.setHeader(PROBE_NAME, new URLSearchParams(body).get(PROBE_NAME) ?? '').end(),
      )
    },
    'UNEXPECTED_ANSWER',
    200,
  ],
])('reports a proxy that %s', async (_what, answer, status, httpStatus) => {
  expect(await check(await startProxy(answer))).toMatchObject({ status, httpStatus })
})

test('reports a certificate that banks do not trust', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'triclic-tls-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const certificate = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-subj', '/CN=proxy']
  execFileSync('openssl', ['req', ...certificate, '-nodes', '-keyout', key, '-out', cert], {
    stdio: 'ignore',
  })
  const tls = { key: readFileSync(key), cert: readFileSync(cert) }
  rmSync(folder, { recursive: true })
  const url = await listen(
    createHttpsServer(tls, (_request, response) => response.end()),
    'https',
  )
  expect(await check(url)).toMatchObject({ status: 'CERTIFICATE_INVALID', httpStatus: null })
})

test('reports a port on which nothing listens', async () => {
  const url = await startProxy(() => undefined)
  servers.pop()?.close()
  expect(await check(url)).toMatchObject({ status: 'UNREACHABLE', httpStatus: null })
})

test('reports a server that does not answer; simultaneous checks share one request', async () => {
  let requests = 0
  const url = await startProxy(() => void requests++)
  const checks = await Promise.all([check(url), check(url), check(url)])
  expect(checks.map(({ status }) => status)).toEqual(['TIMED_OUT', 'TIMED_OUT', 'TIMED_OUT'])
  expect(requests).toBe(1)
}, 30_000)

test.each([
  ['forged', () => `${Date.now() + 60_000}.random.signature`],
  ['of another shop', () => createProbe(api.app, { shopId: crypto.randomUUID(), protocol: 'lyra' }).probe],
  ['of another bank', () => createProbe(api.app, { shopId: shop.id, protocol: 'sips' }).probe],
  [
    'two minutes old',
    () => {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 120_000 })
      const { probe } = createProbe(api.app, { shopId: shop.id, protocol: 'lyra' })
      vi.useRealTimers()
      return probe
    },
  ],
  [
    'with a later expiry',
    () => createProbe(api.app, { shopId: shop.id, protocol: 'lyra' }).probe.replace(/^\d+/, '9999999999999'),
  ],
])('a probe that is %s is treated as a notification and refused', async (_what, probe) => {
  const before = (await refused()).length
  const response = await fetch(`${api.url}/bank/lyra/notify/${shop.slug}`, {
    method: 'POST',
    body: new URLSearchParams({ [PROBE_NAME]: probe() }),
  })
  expect(response.headers.get(PROBE_NAME)).toBeNull()
  expect(await refused()).toHaveLength(before + 1)
})
