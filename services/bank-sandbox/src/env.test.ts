import { expect, test } from 'vitest'
import { readEnv } from './env.ts'

test('reads port, accounts and retry delays', () => {
  const read = readEnv({ PORT: '4003', BANK_ACCOUNTS: '[{"shop":"a"}]', BANK_RETRY_SECONDS: '0.5,2' })
  expect(read).toMatchObject({
    port: 4003,
    host: '127.0.0.1',
    accounts: [{ shop: 'a' }],
    retrySeconds: [0.5, 2],
  })
})

test.each([
  [{}, 'PORT'],
  [{ PORT: '70000' }, 'PORT'],
  [{ PORT: '1', BANK_ACCOUNTS: '[{"testKey":"s3cret' }, 'BANK_ACCOUNTS'],
  [{ PORT: '1', BANK_ACCOUNTS: '{"testKey":"s3cret"}' }, 'BANK_ACCOUNTS'],
  [{ PORT: '1', BANK_RETRY_SECONDS: 'soon' }, 'BANK_RETRY_SECONDS'],
])('rejects %j naming the variable but not its value', (variables, name) => {
  expect(() => readEnv(variables)).toThrow(name)
  expect(() => readEnv(variables)).not.toThrow('s3cret')
})
