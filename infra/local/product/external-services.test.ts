import { describe, expect, test } from 'vitest'
import { withRole, checkExternalServices } from './external-services.ts'

describe('an external service on another machine', () => {
  const refused: [string, Parameters<typeof checkExternalServices>[0]][] = [
    ['DATABASE_URL', { databaseUrl: 'postgres://owner:x@db.example.test/triclic' }],
    ['DATABASE_URL', { databaseUrl: 'postgres://owner:x@db.example.test/triclic?sslmode=require' }],
    ['DATABASE_URL', { databaseUrl: 'postgres://owner:x@127.0.0.1.example.test/triclic' }],
    ['REDIS_URL', { redisUrl: 'redis://:x@redis.example.test:6379' }],
    ['SMTP_URL', { smtpUrl: 'smtp://mail.example.test:587' }],
    ['SMTP_URL', { smtpUrl: 'smtps://mail.example.test?tls.rejectUnauthorized=false' }],
  ]
  test.each(refused)('is refused without verified TLS: %s %o', async (name, services) => {
    await expect(checkExternalServices(services)).rejects.toThrow(
      new RegExp(`^${name} .*without verified TLS`),
    )
  })

  test('is accepted with required STARTTLS or implicit TLS; a local one needs neither', async () => {
    await checkExternalServices({ smtpUrl: 'smtp://mail.example.test:587?requireTLS=true' })
    await checkExternalServices({ smtpUrl: 'smtps://mail.example.test' })
    await checkExternalServices({ smtpUrl: 'smtp://localhost:1025' })
  })
})

test('says which external service is unreachable or is not a URL', async () => {
  const closedPort = '127.0.0.1:1'
  await expect(checkExternalServices({ databaseUrl: `postgres://o:p@${closedPort}/x` })).rejects.toThrow(
    /^Cannot connect to DATABASE_URL/,
  )
  await expect(checkExternalServices({ redisUrl: `redis://${closedPort}` })).rejects.toThrow(
    /^Cannot connect to REDIS_URL/,
  )
  await expect(checkExternalServices({ redisUrl: 'nonsense' })).rejects.toThrow('REDIS_URL is not a URL.')
})

test('withRole keeps the host, database name and options of the URL', () => {
  const owner = 'postgres://owner:old@db.example.test:5433/shop?sslmode=verify-full'
  expect(withRole(owner, 'triclic_api', 'new')).toBe(
    'postgres://triclic_api:new@db.example.test:5433/shop?sslmode=verify-full',
  )
})
