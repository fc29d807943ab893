import { Redis } from 'ioredis'
import { afterAll, expect, test } from 'vitest'
import { RequestError } from '../kernel/errors.ts'
import { withTimeout } from '../kernel/with-timeout.ts'
import { classifyError, rethrow } from './classify-error.ts'

const redis = new Redis(process.env.TEST_REDIS_URL ?? '')
afterAll(() => redis.disconnect())

const withCode = (code: string) => Object.assign(new Error('x'), { code })
const caught = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (error) {
    return error
  }
}
const failureOf = (work: Promise<unknown>) => work.then(String, (error: unknown) => error)

test.each(['ECONNREFUSED', 'ECONNRESET', '57P01', '53300', '55P03', '40P01', '08006', '57014', '58030'])(
  '%s is an outage',
  (code) => expect(classifyError(withCode(code))).toBe('outage'),
)

test.each(['23505', '42P01', '42501', '22P02', '42601', '25P02'])('%s is a defect', (code) =>
  expect(classifyError(withCode(code))).toBe('defect'),
)

test.each([
  'Connection terminated unexpectedly',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'timeout expired',
  'timeout exceeded when trying to connect',
])('recognises the error of a broken connection by its message: %s', (message) => {
  expect(classifyError(new Error(message))).toBe('outage')
  expect(classifyError(message)).toBe('unknown')
})

test('a bug is a defect, whatever its message says', () => {
  expect(classifyError(new TypeError('connection terminated'))).toBe('defect')
})

test('a reply of Redis is an outage only if Redis cannot serve at the moment', async () => {
  const reply = (text: string) => failureOf(redis.eval(`return redis.error_reply('${text}')`, 0))
  for (const text of ['OOM command not allowed', 'LOADING Redis is loading', 'READONLY replica'])
    expect(classifyError(await reply(text)), text).toBe('outage')
  expect(classifyError(await reply('ERR no such thing'))).toBe('defect')
  expect(classifyError(await failureOf(redis.eval('return nonsense', 0)))).toBe('defect')
})

test('a connection to Redis that is closed or does not answer in time is an outage', async () => {
  const closed = new Redis(process.env.TEST_REDIS_URL ?? '', { lazyConnect: true })
  closed.disconnect()
  expect(classifyError(await failureOf(closed.get('x')))).toBe('outage')
  const silent = new Redis(process.env.TEST_REDIS_URL ?? '', { commandTimeout: 20 })
  expect(classifyError(await failureOf(silent.blpop('classify-error-test', 1)))).toBe('outage')
  silent.disconnect()
  expect(classifyError(await failureOf(withTimeout(new Promise(() => undefined), 1)))).toBe('outage')
})

test('rethrows an outage as SERVICE_UNAVAILABLE with its cause, and a defect as it is', () => {
  const outage = withCode('57P01')
  expect(() => rethrow(outage)).toThrow(
    expect.objectContaining({ code: 'SERVICE_UNAVAILABLE', retryAfter: 2, cause: outage }),
  )
  const defect = withCode('42P01')
  expect(() => rethrow(defect)).toThrow(defect)
})

test.each([
  ['57P01', withCode('57P01')],
  ['53300', withCode('53300')],
  ['55P03', withCode('55P03')],
  ['a broken connection', new Error('Connection terminated unexpectedly')],
])('an outage of the database is still one after rethrowing: %s', (_name, outage) => {
  const unavailable = caught(() => rethrow(outage))
  expect(classifyError(unavailable)).toBe('outage')
  expect(caught(() => rethrow(unavailable))).toBe(unavailable)
})

test('a request that is rejected for another reason is no outage', () => {
  expect(classifyError(new RequestError('RATE_LIMITED', 'x'))).toBe('unknown')
})
