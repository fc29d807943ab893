import fastify, { type FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { RequestError, serviceUnavailable } from '../kernel/errors.ts'
import { createRouteErrorHandler } from './route-errors.ts'

let http: FastifyInstance
let lines: { level: number; msg: string; err?: { message: string; stack: string } }[]

beforeEach(() => {
  lines = []
  const log = pino({}, { write: (line) => lines.push(JSON.parse(line) as (typeof lines)[0]) })
  http = fastify()
  http.setErrorHandler(createRouteErrorHandler(log))
})
afterEach(() => http.close())

async function answerTo(error: Error) {
  http.get('/', () => {
    throw error
  })
  const response = await http.inject('/')
  const { errors } = response.json<{ errors: { message: string; extensions: { code: string } }[] }>()
  return { ...response, status: response.statusCode, code: errors[0]?.extensions.code, text: response.body }
}

test.each([
  new TypeError('secret internals'),
  Object.assign(new Error('secret internals'), { code: '23505' }),
])('answers 500 to an unexpected error, and logs it in full: %s', async (error) => {
  const { status, code, text } = await answerTo(error)
  expect([status, code]).toEqual([500, 'INTERNAL_SERVER_ERROR'])
  expect(text).not.toContain('secret')
  expect(lines).toMatchObject([{ level: 50, msg: 'Unexpected error in a request' }])
  expect(lines[0]?.err?.message).toBe('secret internals')
  expect(lines[0]?.err?.stack).toContain('route-errors.test.ts')
})

test('answers 503 when the database is unreachable', async () => {
  const { status, code, headers } = await answerTo(
    Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
  )
  expect([status, code]).toEqual([503, 'SERVICE_UNAVAILABLE'])
  expect(headers['retry-after']).toBe('2')
  expect(lines).toMatchObject([{ level: 40, msg: 'The database is unreachable or overloaded' }])
})

test.each([
  [new RequestError('FORBIDDEN_ORIGIN', 'No.'), 403],
  [new RequestError('RATE_LIMITED', 'No.', { retryAfter: 7 }), 429],
])('answers a request error with its own status, and logs nothing: %s', async (error, expected) => {
  const { status, code, headers } = await answerTo(error)
  expect([status, code]).toEqual([expected, error.code])
  expect(headers['retry-after']).toBe(error.retryAfter?.toString())
  expect(lines).toEqual([])
})

test('answers 503 when an operation reports an outage, and logs its cause', async () => {
  const { status, code } = await answerTo(serviceUnavailable(new Error('secret internals')))
  expect([status, code]).toEqual([503, 'SERVICE_UNAVAILABLE'])
  expect(lines).toMatchObject([{ level: 40, msg: 'Request failed', err: { message: 'secret internals' } }])
})

test('answers 400 to a body that is malformed, and logs nothing', async () => {
  http.post('/', async () => 'ok')
  const payload = '{'
  const headers = { 'content-type': 'application/json' }
  const response = await http.inject({ method: 'POST', url: '/', payload, headers })
  expect(response.statusCode).toBe(400)
  expect(response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
  expect(lines).toEqual([])
})
