import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterAll, expect, test } from 'vitest'
import { backUpKeys } from './back-up-keys.ts'

const folder = mkdtempSync(join(tmpdir(), 'triclic-key-backups-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('every copy of the secrets of the last month is kept, and ten that are older', async () => {
  const recipient = await identityToRecipient(await generateX25519Identity())
  const file = join(folder, '.env')
  const backUp = async (day: number) => {
    writeFileSync(file, `BANK_KEY=${day}`)
    const now = new Date(Date.UTC(2026, 0, day))
    await backUpKeys({ folder, recipient, secretsFiles: [file] }, now)
    return readdirSync(join(folder, 'secrets')).length
  }
  for (let day = 1; day <= 20; day++) expect(await backUp(day)).toBe(day)
  expect(await backUp(20)).toBe(20)
  expect(await backUp(35)).toBe(18)
  expect(await backUp(100)).toBe(10)
})
