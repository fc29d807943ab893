import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { postOutside, type PostOptions, type Resolver } from './post-outside.ts'

let server: Server | undefined
let received = 0
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
  server = undefined
  received = 0
})

/** Starts a server of this machine and returns its port. */
async function listen(answer: RequestListener): Promise<number> {
  server = createServer((request, response) => {
    received++
    answer(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}
const post = (url: string, options: Partial<PostOptions> = {}) =>
  postOutside(url, { headers: {}, body: '{}', allowsLoopback: false, ...options })
const resolvesTo =
  (...addresses: string[]): Resolver =>
  () =>
    Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })))
const NOT_PUBLIC = expect.objectContaining({ failure: 'ADDRESS_NOT_PUBLIC' }) as unknown

test.each(['127.0.0.1', '[::1]', '0x7f000001', '2130706433', '0177.0.0.1', '127.1', '[::ffff:127.0.0.1]'])(
  'no request reaches this machine by the address %s',
  async (host) => {
    const port = await listen((_request, response) => response.end())
    expect(await post(`http://${host}:${port}/`)).toEqual(NOT_PUBLIC)
    expect(received).toBe(0)
  },
)

test('no request reaches a name with a private address, even beside a public one', async () => {
  const port = await listen((_request, response) => response.end())
  const url = `http://shop.test:${port}/`
  for (const addresses of [['127.0.0.1'], ['8.8.8.8', '127.0.0.1'], ['fd00::1'], []])
    expect(await post(url, { resolver: resolvesTo(...addresses) })).toEqual(NOT_PUBLIC)
  expect(await post(`http://localhost:${port}/`)).toEqual(NOT_PUBLIC)
  expect(received).toBe(0)
})

test('a name is resolved once for a request: an answer that changes afterwards changes nothing', async () => {
  const port = await listen((_request, response) => response.end())
  const asked: string[] = []
  const resolver: Resolver = (hostname) => {
    asked.push(hostname)
    return resolvesTo(asked.length === 1 ? '127.0.0.1' : '10.0.0.1')(hostname)
  }
  const url = `http://shop.test:${port}/`
  expect(await post(url, { resolver, allowsLoopback: true })).toMatchObject({ status: 200 })
  expect(asked).toEqual(['shop.test'])
  expect(await post(url, { resolver, allowsLoopback: true })).toEqual(NOT_PUBLIC)
  expect(received).toBe(1)
})

test('an operator may allow this machine', async () => {
  const port = await listen((request, response) => {
    response.writeHead(202).end(request.headers['webhook-id'])
  })
  const headers = { 'webhook-id': 'msg_1' }
  for (const host of ['127.0.0.1', 'localhost'])
    expect(await post(`http://${host}:${port}/`, { headers, allowsLoopback: true })).toMatchObject({
      status: 202,
      excerpt: 'msg_1',
    })
  expect(await post(`http://10.0.0.1:${port}/`, { allowsLoopback: true })).toEqual(NOT_PUBLIC)
})

test('a redirect is an answer, and is not followed', async () => {
  const port = await listen((request, response) => {
    response.writeHead(307, { location: `http://127.0.0.1:${port}/other` }).end(request.url)
  })
  expect(await post(`http://127.0.0.1:${port}/hook`, { allowsLoopback: true })).toMatchObject({
    status: 307,
    excerpt: '/hook',
  })
  expect(received).toBe(1)
})

test('of a long answer only the beginning is read', async () => {
  const port = await listen((_request, response) => {
    const more = () => {
      while (!response.destroyed && response.write('a'.repeat(16_384)));
    }
    response.on('drain', more)
    more()
  })
  const result = await post(`http://127.0.0.1:${port}/`, { allowsLoopback: true })
  expect(result).toMatchObject({ status: 200, excerpt: 'a'.repeat(1024) })
})

test('an answer that does not come, or does not end, is a timeout', async () => {
  const port = await listen((request, response) => {
    if (request.url === '/endless') response.write('a')
  })
  for (const path of ['silent', 'endless'])
    expect(
      await post(`http://127.0.0.1:${port}/${path}`, { allowsLoopback: true, totalMs: 200 }),
    ).toMatchObject({ failure: 'TIMEOUT' })
})

test('a connection that is refused or cut, and a name that does not exist, are told apart', async () => {
  const port = await listen((request) => request.socket.destroy())
  const url = `http://127.0.0.1:${port}/`
  expect(await post(url, { allowsLoopback: true })).toMatchObject({ failure: 'CONNECTION_FAILED' })
  server?.close()
  await once(server!, 'close')
  expect(await post(url, { allowsLoopback: true })).toMatchObject({ failure: 'CONNECTION_FAILED' })
  const unknown: Resolver = () => Promise.reject(Object.assign(new Error('unknown'), { code: 'ENOTFOUND' }))
  expect(await post('http://shop.test/', { resolver: unknown })).toMatchObject({ failure: 'NAME_NOT_FOUND' })
})
