import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startChild } from './child-process.ts'
import { openLog } from './open-log.ts'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'triclic-log-'))))
afterEach(() => rmSync(folder, { recursive: true }))

/** The files of a log, oldest first. */
const filesOf = (file: string) => [3, 2, 1].map((number) => `${file}.${number}`).concat(file)

const present = () => readdirSync(folder).sort()
const read = (file: string) => readFileSync(file, 'utf8')

test('a log that is rotated while a program writes it loses no line and breaks none', async () => {
  const lines = 30_000
  const script = `for (let n = 0; n < ${lines}; n++) process.stdout.write(JSON.stringify({ n, text: 'x'.repeat(n % 97) }) + '\\n')`
  const received = join(folder, 'all.log')
  const child = startChild({
    name: 'writer',
    command: process.execPath,
    args: ['-e', script],
    env: {},
    log: received,
  })
  await child.ended
  await expect.poll(() => read(received).split('\n').length).toBe(lines + 1)
  const rotated = join(folder, 'rotated.log')
  const log = openLog(rotated, { maxBytes: 600_000, kept: 3 })
  // In pieces that end anywhere in a line, as a pipe delivers them.
  const all = readFileSync(received)
  for (let at = 0; at < all.length; at += 65_521) log.append(all.subarray(at, at + 65_521))
  log.close()
  expect(filesOf(rotated).map(read).join('')).toBe(String(all))
  for (const file of filesOf(rotated).slice(0, -1)) expect(read(file)).toMatch(/\}\n$/)
})

test('the files of a log are bounded', () => {
  const file = join(folder, 'a.log')
  const log = openLog(file, { maxBytes: 1_000, kept: 3 })
  for (let n = 0; n < 1_000; n++) log.append(`${n} ${'x'.repeat(40)}\n`)
  log.close()
  expect(present()).toEqual(['a.log', 'a.log.1', 'a.log.2', 'a.log.3'])
  const bytes = present().map((name) => statSync(join(folder, name)).size)
  expect(Math.max(...bytes)).toBeLessThan(1_100)
  expect(filesOf(file).map(read).join('')).toContain('999 x')
})

test('a program that is started again continues its log', () => {
  const file = join(folder, 'a.log')
  for (const line of ['one\n', 'two\n', 'three\n']) {
    const log = openLog(file, { maxBytes: 8, kept: 3 })
    log.append(line)
    log.close()
  }
  expect(read(`${file}.1`)).toBe('one\ntwo\nthree\n')
  expect(read(file)).toBe('')
  expect(statSync(file).mode & 0o777).toBe(0o600)
})
