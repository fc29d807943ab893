import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const operatorKey = randomBytes(32).toString('base64')

/** Runs the command as an operator does. */
function operator(...args: string[]) {
  const script = fileURLToPath(new URL('../../dist/src/bin/operator.js', import.meta.url))
  const env = {
    PATH: process.env.PATH,
    DATABASE_OWNER_URL: process.env.TEST_DATABASE_OWNER_URL ?? '',
    OPERATOR_KEY: operatorKey,
  }
  return new Promise<{ status: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [script, ...args], { env }, (error, stdout, stderr) =>
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr }),
    )
  })
}

test('makes an account once, lists it, gives it new credentials and removes it', async () => {
  const email = `${randomBytes(5).toString('hex')}@operators.test`
  const { stdout, stderr } = await operator('create', '--email', email.toUpperCase(), '--json')
  expect(stderr).toBe('')
  const created = JSON.parse(stdout) as Record<string, string>
  expect(created).toMatchObject({ email, password: expect.stringMatching(/^[\w-]{20}$/) as string })
  expect(created['otpUri']).toContain(`secret=${created['otpSecret']}`)

  expect(await operator('create', '--email', email)).toMatchObject({ status: 1, stdout: '' })
  expect((await operator('list')).stdout).toMatch(new RegExp(`^${email}\t\\S+\t\\(never signed in\\)$`, 'm'))
  const reset = await operator('reset', '--email', email)
  expect(reset.stdout).toMatch(/^Password: {6}[\w-]{20} {3}\(shown once\)$/m)
  expect(reset.stdout).not.toContain(created['password'])
  expect(await operator('remove', '--email', email)).toMatchObject({ status: 0 })
  expect(await operator('remove', '--email', email)).toMatchObject({
    status: 1,
    stderr: `${email} has no account.\n`,
  })
})

test('explains its use, and refuses an invalid address', async () => {
  expect(await operator('create')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('Usage:') as string,
  })
  expect(await operator('create', '--email', 'nobody')).toMatchObject({ status: 1 })
})
