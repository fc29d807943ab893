import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test as baseTest } from 'vitest'
import { sharedAddresses } from './client-addresses.ts'
import type { ConnectionLimits } from './limit-connections.ts'
import { protectListener, readConnectionLimits } from './protect-listener.ts'
import { LISTENER_OPTIONS } from './timeouts.ts'

// Only Linux has the loopback addresses 127.0.0.2 and following.
const test = baseTest.skipIf(process.platform !== 'linux')
const HEAD = 'POST / HTTP/1.1\r\nhost: x\r\n'
const COMPLETE = `${HEAD}content-length: 2\r\n\r\n{}`
const HALF_A_BODY = `${HEAD}content-length: 9\r\n\r\n{`
const servers: Server[] = []
const sockets: Socket[] = []
const closed: string[] = []

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
  for (const server of servers.splice(0)) server.close()
  closed.length = 0
})

/** A server that answers each request after its body; `/slow` when `release` is called. */
async function start(limits: Partial<ConnectionLimits> = {}, tls?: { key: Buffer; cert: Buffer }) {
  const waiting: (() => void)[] = []
  const answer: RequestListener = (request, response) => {
    request.resume()
    if (request.url === '/slow') waiting.push(() => response.end('done'))
    else request.once('end', () => response.end('ok'))
  }
  const server = tls
    ? createTlsServer({ ...LISTENER_OPTIONS, ...tls }, answer)
    : createServer(LISTENER_OPTIONS, answer)
  protectListener(server, {
    perAddress: 3,
    total: 100,
    isShared: sharedAddresses([]),
    onClosed: (limit) => closed.push(limit),
    ...limits,
  })
  servers.push(server)
  await once(server.listen(0, '0.0.0.0'), 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    release: () => waiting.forEach((respond) => respond()),
    /** Opens a connection from a loopback address and sends `text`. */
    open(from: string, text = ''): Socket {
      const socket = tls
        ? connectTls({ port, host: '127.0.0.1', localAddress: from, rejectUnauthorized: false } as object)
        : connect({ port, host: '127.0.0.1', localAddress: from })
      sockets.push(socket)
      socket.on('error', () => undefined)
      if (text) socket.write(text)
      return socket
    },
  }
}

/** What the server answers until it closes the connection or `text` was received. */
async function receive(socket: Socket, text = 'ok'): Promise<string> {
  let received = ''
  for await (const chunk of socket) {
    received += String(chunk)
    if (received.includes(text)) break
  }
  return received
}
const isOpen = async (socket: Socket): Promise<boolean> => {
  await new Promise((resolve) => setTimeout(resolve, 100))
  return !socket.closed && !socket.readableEnded
}

describe('the limit of an address', () => {
  test('closes new connections of that address, and of no other, until an earlier one ends', async () => {
    const { open } = await start()
    const first = [open('127.0.0.2'), open('127.0.0.2'), open('127.0.0.2')]
    await once(first[2]!, 'connect')
    const fourth = open('127.0.0.2')
    await once(fourth, 'close')
    expect(await receive(open('127.0.0.3', COMPLETE))).toContain('ok')
    expect(closed).toEqual(['address'])
    first[0]!.destroy()
    await once(first[0]!, 'close')
    await expect.poll(async () => receive(open('127.0.0.2', COMPLETE))).toContain('ok')
  })

  test('does not apply to addresses that many clients share', async () => {
    const { open } = await start({ isShared: sharedAddresses(['127.0.0.8/29']) })
    const many = Array.from({ length: 10 }, () => open('127.0.0.9', COMPLETE))
    for (const socket of many) expect(await receive(socket)).toContain('ok')
    expect(closed).toEqual([])
  })
})

describe('the limit in total', () => {
  test.each([
    ['have sent nothing', ''],
    ['have sent half of a request’s headers', HEAD],
    ['have sent half of a request’s body', HALF_A_BODY],
  ])('closes the oldest connections that %s, and serves everyone else', async (_what, text) => {
    const { open } = await start({ total: 5, perAddress: 5 })
    const held = []
    for (let n = 0; n < 5; n++) {
      const socket = open('127.0.0.2', text)
      await once(socket, 'connect')
      held.push(socket)
    }
    await isOpen(held[0]!)
    for (const address of ['127.0.0.3', '127.0.0.4'])
      expect(await receive(open(address, COMPLETE))).toContain('ok')
    expect(await Promise.all(held.map(isOpen))).toEqual([false, expect.any(Boolean), true, true, true])
  })

  test('never closes a connection whose request is being answered', async () => {
    const { open, release } = await start({ total: 3 })
    const slow = COMPLETE.replace('POST /', 'POST /slow')
    const busy = ['127.0.0.2', '127.0.0.3', '127.0.0.4'].map((address) => open(address, slow))
    await Promise.all(busy.map(isOpen))
    const late = open('127.0.0.5', COMPLETE)
    await once(late, 'close')
    expect(closed).toEqual(['total'])
    release()
    for (const socket of busy) expect(await receive(socket, 'done')).toContain('done')
  })

  test('closes an idle connection of a single client rather than one of a proxy', async () => {
    const { open } = await start({ total: 2, isShared: sharedAddresses(['127.0.0.9']) })
    const proxy = open('127.0.0.9', COMPLETE)
    await once(proxy, 'data')
    const client = open('127.0.0.2', COMPLETE)
    await once(client, 'data')
    client.resume()
    expect(await receive(open('127.0.0.3', COMPLETE))).toContain('ok')
    expect(await isOpen(client)).toBe(false)
    expect(proxy.closed).toBe(false)
  })
})

test('TLS connections are limited alike', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'triclic-listener-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const options = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=localhost']
  execFileSync('openssl', ['req', ...options, '-keyout', key, '-out', cert], { stdio: 'ignore' })
  const tls = { key: readFileSync(key), cert: readFileSync(cert) }
  const { open } = await start({ total: 2 }, tls)
  const answered = open('127.0.0.2', COMPLETE)
  await once(answered, 'data')
  const silent = open('127.0.0.3')
  await once(silent, 'connect')
  expect(await receive(open('127.0.0.4', COMPLETE))).toContain('ok')
  expect(await isOpen(silent)).toBe(false)
  expect(answered.closed).toBe(false)
})

test('half-sent requests and idle connections end within 30 seconds', async () => {
  const { open } = await start({ perAddress: 10 })
  const held = ['', HEAD, HALF_A_BODY, COMPLETE].map((text) => open('127.0.0.2', text).resume())
  await Promise.all(held.map((socket) => once(socket, 'close')))
}, 30_000)

baseTest('limits come from the environment', () => {
  expect(readConnectionLimits({})).toMatchObject({ perAddress: 200, total: 5_000 })
  const limits = readConnectionLimits({
    MAX_CONNECTIONS_PER_ADDRESS: '7',
    MAX_CONNECTIONS: '70',
    TRUST_PROXY: '192.0.2.1, 10.0.0.0/8',
  })
  expect(limits).toMatchObject({ perAddress: 7, total: 70 })
  const addresses = ['192.0.2.1', '10.2.3.4', '192.0.2.2']
  expect(addresses.map(limits.isShared)).toEqual([true, true, false])
})

baseTest.each(['0', '-1', '2oo', '1.5'])('a limit of %s is refused', (value) => {
  expect(() => readConnectionLimits({ MAX_CONNECTIONS: value })).toThrow(
    'MAX_CONNECTIONS must be a whole number',
  )
})
