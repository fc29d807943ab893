import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startChild } from './child-process.ts'
import { restartPause, supervise } from './supervise.ts'

const folder = mkdtempSync(join(tmpdir(), 'triclic-supervise-'))
const log = join(folder, 'child.log')
const env = { PATH: process.env['PATH'] ?? '' }

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const startShell = (script: string) =>
  startChild({ name: 'shell', command: 'sh', args: ['-c', script], env, log })

test('restarts a killed process each time, until it is stopped', async () => {
  const printed: string[] = []
  const shell = await supervise(
    'shell',
    async () => startShell('exec sleep 100'),
    (line) => printed.push(line),
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
  expect(printed).toHaveLength(3)
  expect(() => process.kill(shell.pid(), 0)).toThrow('ESRCH')
})

test('doubles the pause up to five seconds while a process keeps failing, and restarts a healthy one at once', () => {
  const pauses: number[] = []
  for (let time = 0; time < 9; time++) pauses.push(restartPause(0, pauses.at(-1) ?? 0))
  expect(pauses).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000])
  expect(restartPause(2_000, 5_000)).toBe(100)
})

test('logs what the children of a killed process still write', async () => {
  const parent = startShell('(sleep 0.5; echo "last words") & echo started; exec sleep 100')
  await expect.poll(() => readFileSync(log, 'utf8')).toContain('started')
  process.kill(parent.pid, 'SIGKILL')
  expect(await parent.ended).toBe('SIGKILL')
  await expect.poll(() => readFileSync(log, 'utf8'), { timeout: 5_000 }).toContain('last words')
})
