import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test as baseTest } from 'vitest'
import { graphql, startTestApi, type TestApi } from '../../test/api.ts'
import { createShop, type TestShop } from '../../test/shop.ts'

// Only Linux has the loopback addresses 127.0.0.2 and following.
const test = baseTest.skipIf(process.platform !== 'linux')
const PER_ADDRESS = 15
let api: TestApi
let shop: TestShop
beforeAll(async () => {
  api = await startTestApi({
    MAX_CONNECTIONS_PER_ADDRESS: String(PER_ADDRESS),
    MAX_CONNECTIONS: '30',
    HEALTH_PORT: '0',
  })
  shop = await createShop(api)
}, 60_000)
afterAll(() => api.stop(), 60_000)

const HALF_HEADERS = 'POST /graphql HTTP/1.1\r\nhost: x\r\n'
const HALF_BODY = `${HALF_HEADERS}x-shop-key: {key}\r\ncontent-type: application/json\r\ncontent-length: 90000\r\n\r\n{"query":`
const COMPLETE = 'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n'

function hold(text: string, localAddress: string, baseUrl = api.url): Socket {
  const { port } = new URL(baseUrl)
  const socket = connect({ port: Number(port), host: '127.0.0.1', localAddress })
  socket.on('error', () => undefined)
  socket.write(text.replace('{key}', shop.key))
  return socket.resume()
}
const openOnes = (sockets: Socket[]) => sockets.filter((socket) => !socket.closed).length

test('connections that are held open keep no one out, and each address has its limit', async () => {
  const held: Socket[] = []
  for (const address of ['127.0.0.2', '127.0.0.3', '127.0.0.4']) {
    const ofAddress = Array.from({ length: 30 }, (_, n) => hold([HALF_HEADERS, HALF_BODY][n % 2]!, address))
    await Promise.all(ofAddress.map((socket) => once(socket, 'connect')))
    await expect.poll(() => openOnes(ofAddress)).toBeLessThanOrEqual(PER_ADDRESS)
    held.push(...ofAddress)
  }
  const { data } = await graphql<{ shop: { name: string } }>(
    `${api.url}/graphql`,
    '{ shop { name } }',
    {},
    {
      'x-shop-key': shop.key,
    },
  )
  expect(data.shop.name).toBeTruthy()
  for (const base of [api.url, api.healthUrl])
    for (const path of ['/health/live', '/health/ready'])
      expect((await fetch(`${base}${path}`)).status).toBe(200)
  expect(openOnes(held)).toBeLessThanOrEqual(30)
  for (const socket of held) socket.destroy()
})

test('half-sent requests and idle connections are closed within 30 seconds, on both ports', async () => {
  const held = [api.url, api.healthUrl ?? ''].flatMap((url) =>
    ['', HALF_HEADERS, HALF_BODY, COMPLETE].map((text) => hold(text, '127.0.0.5', url)),
  )
  await Promise.all(held.map((socket) => socket.closed || once(socket, 'close')))
}, 30_000)

baseTest('the port for health serves health alone', async () => {
  expect(await (await fetch(`${api.healthUrl}/health/live`)).json()).toEqual({ status: 'live' })
  expect(await (await fetch(`${api.healthUrl}/health/ready`)).json()).toEqual({
    status: 'ready',
    redis: 'up',
  })
  for (const [path, method] of [
    ['/graphql', 'POST'],
    ['/health/live', 'POST'],
    ['/', 'GET'],
  ])
    expect((await fetch(`${api.healthUrl}${path}`, { method: method! })).status).toBe(404)
})
