import { describe, expect, test } from 'vitest'
import { asRole, checkGiven } from './given.ts'

describe('a part on another machine without verified TLS is refused before anything is reached', () => {
  const refused: [string, Parameters<typeof checkGiven>[0]][] = [
    ['DATABASE_URL', { databaseUrl: 'postgres://owner:x@db.example.test/triclic' }],
    ['DATABASE_URL', { databaseUrl: 'postgres://owner:x@db.example.test/triclic?sslmode=require' }],
    ['DATABASE_URL', { databaseUrl: 'postgres://owner:x@127.0.0.1.example.test/triclic' }],
    ['REDIS_URL', { redisUrl: 'redis://:x@redis.example.test:6379' }],
    ['SMTP_URL', { smtpUrl: 'smtp://mail.example.test:587' }],
    ['SMTP_URL', { smtpUrl: 'smtps://mail.example.test?tls.rejectUnauthorized=false' }],
  ]
  test.each(refused)('%s %o', async (name, given) => {
    await expect(checkGiven(given)).rejects.toThrow(new RegExp(`^${name} .*without verified TLS`))
  })

  test('STARTTLS that is required, and TLS from the first byte, are taken', async () => {
    await checkGiven({ smtpUrl: 'smtp://mail.example.test:587?requireTLS=true' })
    await checkGiven({ smtpUrl: 'smtps://mail.example.test' })
    await checkGiven({ smtpUrl: 'smtp://localhost:1025' })
  })
})

test('what is here and does not answer is one sentence', async () => {
  const nobody = '127.0.0.1:1'
  await expect(checkGiven({ databaseUrl: `postgres://o:p@${nobody}/x` })).rejects.toThrow(
    /^DATABASE_URL can't be reached/,
  )
  await expect(checkGiven({ redisUrl: `redis://${nobody}` })).rejects.toThrow(/^REDIS_URL can't be reached/)
  await expect(checkGiven({ redisUrl: 'nonsense' })).rejects.toThrow('REDIS_URL is not a URL.')
})

test('another role of the same database keeps host, name and settings', () => {
  const owner = 'postgres://owner:old@db.example.test:5433/shop?sslmode=verify-full'
  expect(asRole(owner, 'triclic_api', 'new')).toBe(
    'postgres://triclic_api:new@db.example.test:5433/shop?sslmode=verify-full',
  )
})
