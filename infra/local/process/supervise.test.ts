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

const startShell = (script: string, options: { graceMs?: number; log?: string } = {}) =>
  startChild({ name: 'shell', command: 'sh', args: ['-c', script], env, log, ...options })

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

const SLOW = 'trap "sleep 7; echo finished; exit" TERM; echo started; while true; do sleep 0.1; done'

test('waits for a process as long as its grace, and no longer', async () => {
  const [patient, impatient] = [
    startShell(SLOW, { graceMs: 20_000, log: join(folder, 'patient.log') }),
    startShell(SLOW, { log: join(folder, 'impatient.log') }),
  ]
  const logs = ['patient.log', 'impatient.log'].map((name) => () => readFileSync(join(folder, name), 'utf8'))
  for (const read of logs) await expect.poll(read).toContain('started')
  await Promise.all([patient.stop(), impatient.stop()])
  expect(await Promise.all([patient.ended, impatient.ended])).toEqual(['0', 'SIGKILL'])
  expect(logs.map((read) => read().includes('finished'))).toEqual([true, false])
}, 30_000)

test('a process that takes its time to stop can be killed at once', async () => {
  const killedLog = join(folder, 'killed.log')
  const child = startShell(SLOW, { graceMs: 60_000, log: killedLog })
  const shell = await supervise(
    'shell',
    async () => child,
    () => undefined,
  )
  await expect.poll(() => readFileSync(killedLog, 'utf8')).toContain('started')
  const stopped = shell.stop()
  shell.kill()
  await stopped
  expect(await child.ended).toBe('SIGKILL')
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

test('a process goes on while the disk of its log is full', async () => {
  const child = startShell(
    'i=0; while [ $i -lt 5000 ]; do echo a line of more than twenty bytes; i=$((i+1)); done',
    {
      log: '/dev/full',
    },
  )
  expect(await child.ended).toBe('0')
})
