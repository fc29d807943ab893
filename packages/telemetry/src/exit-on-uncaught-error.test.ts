import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'

/** Runs a program that installs the handler and then fails; returns its exit code and what it printed. */
async function run(failure: string): Promise<{ code: number | null; lines: unknown[]; stderr: string }> {
  const program = `
    const { createLog } = await import('${import.meta.resolve('./log.ts')}')
    const { exitOnUncaughtError } = await import('${import.meta.resolve('./exit-on-uncaught-error.ts')}')
    exitOnUncaughtError(createLog('test'))
    ${failure}
    setTimeout(() => undefined, 60_000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program])
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), exited])
  const lines = stdout.split('\n').filter(Boolean)
  return { code, lines: lines.map((line) => JSON.parse(line) as unknown), stderr }
}

test.each([
  ['unhandledRejection', `void Promise.reject(new Error('for 4012888888881881'))`],
  ['uncaughtException', `setTimeout(() => { throw new Error('for 4012888888881881') }, 1)`],
])('an %s is logged in full without card numbers, and ends the process', async (origin, failure) => {
  const { code, lines, stderr } = await run(failure)
  expect(code).toBe(1)
  expect(lines).toMatchObject([
    {
      level: 50,
      place: 'process',
      origin,
      err: { message: 'for [card]', stack: expect.stringContaining('at ') },
    },
  ])
  expect(stderr).toBe('')
})
