import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isUnreachable } from './is-unreachable.ts'

/** Closes the connection of /reset, and answers nothing else. */
const server = createServer((request) => request.url === '/reset' && request.socket.destroy())
let url: string
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const failureOf = (work: Promise<unknown>) => work.then(String, (error: unknown) => error)

test('a server that is not there, resets the connection or does not answer is unreachable', async () => {
  const closed = createServer()
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve))
  const { port } = closed.address() as AddressInfo
  await new Promise((resolve) => closed.close(resolve))
  expect(isUnreachable(await failureOf(fetch(`http://127.0.0.1:${port}`)))).toBe(true)
  expect(isUnreachable(await failureOf(fetch('http://nowhere.invalid')))).toBe(true)
  expect(isUnreachable(await failureOf(fetch(`${url}/reset`)))).toBe(true)
  expect(isUnreachable(await failureOf(fetch(url, { signal: AbortSignal.timeout(20) })))).toBe(true)
})

test('a request that cannot be sent at all is a bug', async () => {
  expect(isUnreachable(await failureOf(fetch(url, { headers: { 'x-shop': 'a\nb' } })))).toBe(false)
  expect(isUnreachable(await failureOf(fetch('no url')))).toBe(false)
  expect(isUnreachable(new TypeError('x is not a function'))).toBe(false)
  expect(isUnreachable('ECONNREFUSED')).toBe(false)
})

test('several addresses are unreachable only if each is', () => {
  const refused = Object.assign(new Error('x'), { code: 'ECONNREFUSED' })
  expect(isUnreachable(new AggregateError([refused, refused]))).toBe(true)
  expect(isUnreachable(new AggregateError([refused, new TypeError('y')]))).toBe(false)
})
