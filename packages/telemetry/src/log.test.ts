import { afterEach, expect, test, vi } from 'vitest'
import { createLog } from './log.ts'
import { withRequestId } from './request-id.ts'
import { writeNow } from './write-lines.ts'

const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
afterEach(() => {
  write.mockClear()
  vi.unstubAllEnvs()
})

const log = createLog('test', 'info')
function written(): string {
  writeNow()
  return String(write.mock.calls.at(-1)?.[0])
}
const loggedLine = () => JSON.parse(written()) as Record<string, unknown>

test('logs an error with its stack and causes as one JSON line', () => {
  const refused = Object.assign(new Error('connect refused'), { code: 'ECONNREFUSED' })
  log.error({ err: new TypeError('fetch failed', { cause: refused }), route: '/cart' }, 'Request failed')
  expect(loggedLine()).toMatchObject({
    level: 50,
    name: 'test',
    msg: 'Request failed',
    route: '/cart',
    err: {
      type: 'TypeError',
      message: 'fetch failed',
      stack: expect.stringContaining('log.test.ts'),
      cause: { message: 'connect refused', code: 'ECONNREFUSED' },
    },
  })
  expect(written()).toMatch(/^[^\n]+\n$/)
})

test('logs what was thrown if it is no error, and the errors within an AggregateError', () => {
  log.error({ err: 'a text' }, 'Thrown')
  expect(loggedLine()).toMatchObject({ err: { type: 'string', message: 'a text' } })
  log.error({ err: new AggregateError([new RangeError('inner')], 'outer') }, 'Several')
  expect(loggedLine()).toMatchObject({ err: { message: 'outer', errors: [{ type: 'RangeError' }] } })
})

test('ends a chain of causes that refers to itself', () => {
  const error = new Error('round')
  error.cause = error
  log.error({ err: error }, 'Loop')
  expect(written().match(/"message":"round"/g)).toHaveLength(6)
})

test('redacts card numbers from messages, stacks, causes and details', () => {
  // Published by Visa for tests.
  const number = '4012888888881881'
  const cause = new Error('got 4012 8888 8888 1881')
  log.error({ err: new Error(`for ${number}`, { cause }), path: `/${number}` }, `Failed for ${number}`)
  expect(written()).not.toMatch(/4012.?8888|8888.?1881/)
  expect(written().match(/\[card\]/g)?.length).toBeGreaterThanOrEqual(4)
})

test('leaves out properties of an error that may hold what a user typed', () => {
  const error = Object.assign(new Error('bad'), {
    input: 'private',
    detail: 'Key (email)=(private)',
    constraint: 'once',
  })
  log.warn({ err: error }, 'Skipped')
  expect(loggedLine()).toMatchObject({ level: 40, err: { message: 'bad', constraint: 'once' } })
  expect(written()).not.toContain('private')
})

test('puts the request id on every line of a request, also after it waited, and on no other', async () => {
  const id = '0199aaaa-bbbb-7ccc-8ddd-eeeeffff0000'
  await withRequestId(id, async () => {
    await new Promise((resolve) => setTimeout(resolve, 1))
    log.info('inside')
  })
  expect(loggedLine()).toMatchObject({ msg: 'inside', requestId: id })
  log.info('outside')
  expect(loggedLine()).not.toHaveProperty('requestId')
})

test('logs from the level of LOG_LEVEL on, by default from info', () => {
  const logAll = () => {
    write.mockClear()
    const configured = createLog('test')
    for (const level of ['debug', 'info', 'warn'] as const) configured[level](level)
    writeNow()
    const lines = write.mock.calls.flatMap(([text]) => String(text).trim().split('\n'))
    return lines.map((line) => (JSON.parse(line) as { msg: string }).msg)
  }
  vi.stubEnv('LOG_LEVEL', '')
  expect(logAll()).toEqual(['info', 'warn'])
  vi.stubEnv('LOG_LEVEL', 'warn')
  expect(logAll()).toEqual(['warn'])
})
