import { execFileSync } from 'node:child_process'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLog } from './log.ts'
import { writeNow } from './write-lines.ts'

const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
const log = createLog('test', 'info')

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  writeNow()
  write.mockClear()
  vi.useRealTimers()
})

/** The messages of each call of `write`. */
const messages = () =>
  write.mock.calls.map(([text]) => [...String(text).matchAll(/"msg":"(\w+)"/g)].map(([, message]) => message))

test('writes the lines of 20 ms together', () => {
  log.info('first')
  vi.advanceTimersByTime(15)
  log.info('second')
  expect(messages()).toEqual([])
  vi.advanceTimersByTime(5)
  log.info('third')
  vi.advanceTimersByTime(20)
  expect(messages()).toEqual([['first', 'second'], ['third']])
})

test('writes a warning at once, after the lines before it', () => {
  log.info('before')
  log.warn('warning')
  expect(messages()).toEqual([['before', 'warning']])
  vi.advanceTimersByTime(100)
  expect(write).toHaveBeenCalledTimes(1)
})

test('keeps 64 KiB at most', () => {
  for (let n = 0; n < 200; n++) log.info({ text: 'x'.repeat(400) }, 'long')
  expect(messages()).toHaveLength(1)
})

test('writes the last lines when the process exits', () => {
  const program = `
    const { createLog } = await import('${import.meta.resolve('./log.ts')}')
    createLog('test', 'info').info('last')
    process.exit(0)`
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program])
  expect(JSON.parse(String(output))).toMatchObject({ msg: 'last' })
})
