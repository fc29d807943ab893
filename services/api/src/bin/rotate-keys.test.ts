import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestBank } from '../../test/bank/bank.ts'
import { useIsolatedStores } from '../../test/isolated-stores.ts'
import { bothKeys, createProtectedShop, newKeys, startWithKeys } from '../../test/key-rotation.ts'
import { startTestSmtp } from '../../test/smtp.ts'

const [earlier, current] = [newKeys(), newKeys()]
let stores: Awaited<ReturnType<typeof useIsolatedStores>>
beforeAll(async () => {
  stores = await useIsolatedStores()
  const smtp = await startTestSmtp()
  const bank = await startTestBank()
  const { api } = await startWithKeys(earlier, smtp.url)
  await createProtectedShop(api, bank)
  await api.stop()
  await bank.stop()
  await smtp.stop()
}, 60_000)
afterAll(() => stores?.drop())

/** Runs the command as an operator does. */
function rotateKeys(keys: Record<string, string>, ...args: string[]) {
  const script = fileURLToPath(new URL('../../dist/src/bin/rotate-keys.js', import.meta.url))
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    env: { PATH: process.env.PATH, DATABASE_OWNER_URL: process.env.TEST_DATABASE_OWNER_URL, ...keys },
    encoding: 'utf8',
  })
  const reports = stdout.split('\n').filter(Boolean)
  const left = reports.map((line) => JSON.parse(line) as { earlier: number; renewed: number })
  const sum = (name: 'earlier' | 'renewed') => left.reduce((total, report) => total + report[name], 0)
  return { status, stdout, stderr, earlier: sum('earlier'), renewed: sum('renewed') }
}

test('counts what is left of the earlier keys, renews it once, and prints no key', () => {
  const keys = bothKeys(current, earlier)
  expect(rotateKeys(earlier, 'status')).toMatchObject({ status: 0, stderr: '', earlier: 0 })
  expect(rotateKeys(keys, 'status')).toMatchObject({ status: 1, stderr: '', earlier: 6, renewed: 0 })
  const renewed = rotateKeys(keys, 'renew')
  expect(renewed).toMatchObject({ status: 0, stderr: '', earlier: 0, renewed: 6 })
  for (const key of [...Object.values(earlier), ...Object.values(current)])
    expect(renewed.stdout).not.toContain(key)
  expect(rotateKeys(keys, 'renew')).toMatchObject({ status: 0, earlier: 0, renewed: 0 })
  expect(rotateKeys(current, 'status')).toMatchObject({ status: 0, earlier: 0 })
  expect(rotateKeys(earlier, 'status')).toMatchObject({ status: 1 })
})

test('tells how it is used, and what is missing', () => {
  expect(rotateKeys(current)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('Usage: ') as string,
  })
  const { BANK_KEY: _, ...others } = current
  expect(rotateKeys(others, 'status')).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/BANK_KEY is missing/) as string,
  })
})
