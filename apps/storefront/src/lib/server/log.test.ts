import { afterEach, expect, it, vi } from 'vitest'
import { logError, logWarning } from './log.ts'

const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
afterEach(() => write.mockClear())

const loggedLine = () => JSON.parse(String(write.mock.calls.at(-1)?.[0])) as Record<string, unknown>

it('logs an error with its stack and causes as one JSON line', () => {
  const refused = Object.assign(new Error('connect refused'), { code: 'ECONNREFUSED' })
  logError('Request failed', new TypeError('fetch failed', { cause: refused }), { route: '/cart' })
  expect(loggedLine()).toMatchObject({
    level: 50,
    name: 'storefront',
    msg: 'Request failed',
    route: '/cart',
    err: {
      type: 'TypeError',
      message: 'fetch failed',
      stack: expect.stringContaining('log.test.ts'),
      cause: { message: 'connect refused', code: 'ECONNREFUSED' },
    },
  })
  expect(String(write.mock.calls[0]?.[0])).toMatch(/^[^\n]+\n$/)
})

it('removes card numbers from messages, stacks and details', () => {
  // Published by Visa for tests.
  const number = '4012888888881881'
  logError(`Failed for ${number}`, new Error(`got 4012 8888 8888 1881 and ${number}`), { path: `/${number}` })
  const line = String(write.mock.calls[0]?.[0])
  expect(line).not.toMatch(/4012.?8888|8888.?1881/)
  expect(line).toContain('[digits removed]')
})

it('leaves out properties of an error that may hold request data', () => {
  logWarning('Skipped', Object.assign(new Error('bad'), { input: 'private' }))
  expect(loggedLine()).toMatchObject({ level: 40 })
  expect(String(write.mock.calls[0]?.[0])).not.toContain('private')
})
