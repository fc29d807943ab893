import { expect, test } from 'vitest'
import { settingsOf, VARIABLES } from './env-variables.ts'

test('the settings reference shows which variables a process needs, their defaults, and which are secret', () => {
  expect(settingsOf('erase')).toMatchObject({
    LOG_LEVEL: { default: 'warn' },
    DATABASE_URL: { required: true, secret: true },
    KEPT_KEYS_DIR: {},
  })
  expect(settingsOf('erase').KEPT_KEYS_DIR).not.toHaveProperty('required')
  expect(settingsOf('api').BANK_KEY).toEqual({
    description: expect.stringMatching(
      /^The key that encrypts .*\. Format: 32 random bytes, base64; or several .*\.$/,
    ) as string,
    required: true,
    secret: true,
    replacement: 'several keys; rotate-keys renew before the earlier one is removed',
  })
  expect(settingsOf('api')).not.toHaveProperty('FRAGMENT_PRIVATE_KEYS_DIR')
  expect(settingsOf('worker')).not.toHaveProperty('KEPT_KEYS_DIR')
})

test('every variable that holds a key, a password or a URL with one is marked as secret', () => {
  const secrets = Object.entries(VARIABLES).filter(([, variable]) => 'secret' in variable)
  for (const [, variable] of secrets) expect(variable).toHaveProperty('replacement')
  expect(secrets.map(([name]) => name).sort()).toEqual([
    'API_ROLE_PASSWORD',
    'AUDIT_KEY',
    'BANK_KEY',
    'DATABASE_OWNER_URL',
    'DATABASE_URL',
    'OPERATOR_KEY',
    'OPERATOR_PAGE_ROLE_PASSWORD',
    'ORDER_TOKEN_KEY',
    'PURGE_SECRET',
    'REDIS_URL',
    'S3_SECRET_ACCESS_KEY',
    'SMTP_URL',
    'VISITOR_KEY',
    'WEBHOOK_KEY',
    'WORKER_ROLE_PASSWORD',
  ])
})
