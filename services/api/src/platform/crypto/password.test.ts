import { pbkdf2 } from 'node:crypto'
import { expect, test } from 'vitest'
import { sha256 } from './sign.ts'
import { provePassword, storePassword } from './password.ts'

/** Much cheaper than the parameters of stored passwords. */
const CHEAP = '$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ'

test('a stored password is proved by itself and by no other', async () => {
  const { parameters, verifier } = await storePassword('correct horse')
  expect(sha256(await provePassword(parameters, 'correct horse'))).toEqual(verifier)
  expect(sha256(await provePassword(parameters, 'Correct horse'))).not.toEqual(verifier)
})

test('a password is hashed while all of Node.js’s own threads are busy', async () => {
  let ended = 0
  const busy = Array.from(
    { length: 8 },
    () =>
      new Promise<void>((resolve, reject) =>
        pbkdf2('x', 'y', 3_000_000, 32, 'sha512', (error) => {
          ended++
          if (error) reject(error)
          else resolve()
        }),
      ),
  )
  await provePassword(CHEAP, 'correct horse')
  expect(ended).toBe(0)
  await Promise.all(busy)
}, 60_000)

test('an unknown account is refused only while too many passwords are waiting', async () => {
  const waiting = Promise.allSettled(Array.from({ length: 300 }, () => provePassword(CHEAP, 'x')))
  await expect(provePassword(null, 'x')).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
  await waiting
  expect(await provePassword(null, 'x')).toMatch(/^[\w+/]+$/)
})

test('beyond 200 waiting passwords, further ones are refused with SERVICE_UNAVAILABLE', async () => {
  const proofs = await Promise.allSettled(Array.from({ length: 300 }, () => provePassword(CHEAP, 'x')))
  const refused = proofs.flatMap((proof) => (proof.status === 'rejected' ? [proof.reason as unknown] : []))
  expect(refused.length).toBeGreaterThanOrEqual(1)
  expect(refused.length).toBeLessThan(100)
  for (const error of refused) expect(error).toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
  expect(await provePassword(CHEAP, 'x')).toMatch(/^[\w+/]+$/)
})
