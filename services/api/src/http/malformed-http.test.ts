import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { captureLog } from '../../test/capture-log.ts'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { createShop, type TestShop } from '../../test/shop.ts'

let api: TestApi
let shop: TestShop
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
})
afterAll(() => api.stop())

/** Sends text and returns all that is received until the API closes the connection. */
const sendText = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(api.url)
    let received = ''
    const socket = connect(Number(port), hostname, () => socket.write(text, 'latin1'))
    socket.on('data', (chunk: Buffer) => (received += chunk.toString('latin1')))
    socket.on('error', reject)
    socket.on('close', () => resolve(received))
  })

const QUERY = '{"query":"{ shop { slug } }"}'
const head = (...headers: string[]) =>
  [
    'POST /graphql HTTP/1.1',
    'Host: api',
    'Content-Type: application/json',
    `X-Shop-Key: ${shop.key}`,
    ...headers,
  ]
    .join('\r\n')
    .concat('\r\n\r\n')

test.each<[what: string, status: number, text: () => string]>([
  ['no HTTP at all', 400, () => 'EHLO api\r\n\r\n'],
  ['a TLS handshake', 400, () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
  ['an unknown method', 400, () => 'HACK / HTTP/1.1\r\nHost: api\r\n\r\n'],
  ['no host', 400, () => 'GET /health/live HTTP/1.1\r\n\r\n'],
  ['a NUL in a header', 400, () => head('X-Visitor-Id: a\0b', 'Content-Length: 0')],
  ['a header of two lines', 400, () => head('X-Visitor-Id: a\r\n b\x01', 'Content-Length: 0')],
  ['17 kB of headers', 431, () => head(`Cookie: ${'a'.repeat(17_000)}`)],
  ['two lengths', 400, () => head('Content-Length: 2', 'Content-Length: 30') + QUERY],
  ['a length and chunks', 400, () => `${head('Content-Length: 2', 'Transfer-Encoding: chunked')}0\r\n\r\n`],
  ['a negative length', 400, () => head('Content-Length: -1') + QUERY],
  [
    'a chunk whose size is no number',
    400,
    () => `${head('Transfer-Encoding: chunked')}zz\r\n${QUERY}\r\n0\r\n\r\n`,
  ],
  ['an encoding that is not chunked', 400, () => `${head('Transfer-Encoding: chunked, identity')}${QUERY}`],
])(
  '%s is refused with %i before it reaches a route, and the connection is closed',
  async (_what, status, text) => {
    let received = ''
    const { lines } = await captureLog(async () => {
      received = await sendText(text())
    })
    expect(received).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    // What reaches a route is answered with a request id.
    expect(received).not.toMatch(/x-request-id/i)
    expect(lines.filter(({ level }) => level >= 50)).toEqual([])
  },
)
