import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startChild } from './child.ts'
import { pauseBefore, supervise } from './supervise.ts'

const folder = mkdtempSync(join(tmpdir(), 'triclic-supervise-'))
const log = join(folder, 'child.log')
const env = { PATH: process.env['PATH'] ?? '' }

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const startShell = (script: string) =>
  startChild({ name: 'shell', command: 'sh', args: ['-c', script], env, log })

test('one that was killed is there again, each time, until it is asked to stop', async () => {
  const said: string[] = []
  const shell = await supervise(
    'shell',
    async () => startShell('exec sleep 100'),
    (line) => said.push(line),
  )
  const pids = new Set([shell.pid()])
  for (const _time of [1, 2, 3]) {
    const killed = shell.pid()
    process.kill(killed, 'SIGKILL')
    await expect.poll(() => shell.pid()).not.toBe(killed)
    pids.add(shell.pid())
  }
  await shell.stop()
  expect(pids.size).toBe(4)
  expect(said).toHaveLength(3)
  expect(() => process.kill(shell.pid(), 0)).toThrow('ESRCH')
})

test('what can’t start waits longer each time, but never long; what was ready starts at once', () => {
  const pauses: number[] = []
  for (let time = 0; time < 9; time++) pauses.push(pauseBefore(0, pauses.at(-1) ?? 0))
  expect(pauses).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000])
  expect(pauseBefore(2_000, 5_000)).toBe(100)
})

test('what a killed process leaves behind may still write to its log', async () => {
  const parent = startShell('(sleep 0.5; echo "last words") & echo begun; exec sleep 100')
  await expect.poll(() => readFileSync(log, 'utf8')).toContain('begun')
  process.kill(parent.pid, 'SIGKILL')
  expect(await parent.ended).toBe('SIGKILL')
  await expect.poll(() => readFileSync(log, 'utf8'), { timeout: 5_000 }).toContain('last words')
})
