import { DEFAULT_LIMITS } from '@triclic/listener'
import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { PROCESSES, VARIABLES } from './env-variables.ts'
import {
  EnvError,
  readApiEnv,
  readAuditLogEnv,
  readEraseEnv,
  readKeyFolders,
  readOperatorEnv,
  readOperatorPageEnv,
  readOwnerEnv,
  readShopEnv,
  readWorkerEnv,
} from './env.ts'

const key = () => randomBytes(32).toString('base64')
const folders = {
  KEPT_KEYS_DIR: '/keys/kept',
  FRAGMENT_PUBLIC_KEYS_DIR: '/keys/public',
  FRAGMENT_PRIVATE_KEYS_DIR: '/keys/private',
}
const stores = {
  DATABASE_URL: 'postgres://triclic_api:hunter2@127.0.0.1:5432/triclic',
  REDIS_URL: 'redis://:hunter2@localhost:6379/0',
}
const common = {
  ...stores,
  API_URL: 'https://api.triclic.test/',
  PORTAL_URL: 'https://portal.triclic.test',
  ...{ ORDER_TOKEN_KEY: key(), WEBHOOK_KEY: key() },
  MEDIA_DIR: '/media',
}
const api = {
  ...common,
  VISITOR_KEY: key(),
  BANK_KEY: key(),
  KEPT_KEYS_DIR: folders.KEPT_KEYS_DIR,
  FRAGMENT_PUBLIC_KEYS_DIR: folders.FRAGMENT_PUBLIC_KEYS_DIR,
}
const worker = {
  ...common,
  SMTP_URL: 'smtp://127.0.0.1:1025',
  MAIL_FROM: 'Triclic <orders@triclic.test>',
  FRAGMENT_PRIVATE_KEYS_DIR: folders.FRAGMENT_PRIVATE_KEYS_DIR,
  AUDIT_KEY: key(),
}

const readers = {
  api: [readApiEnv, api],
  worker: [readWorkerEnv, worker],
  migrate: [readOwnerEnv, { DATABASE_OWNER_URL: 'postgres://owner:hunter2@127.0.0.1/triclic' }],
  erase: [readEraseEnv, stores],
  'make-keys': [readKeyFolders, folders],
  'operator-page': [
    readOperatorPageEnv,
    { DATABASE_URL: 'postgres://triclic_operator_page:hunter2@127.0.0.1/triclic', OPERATOR_KEY: key() },
  ],
  operator: [
    readOperatorEnv,
    { DATABASE_OWNER_URL: 'postgres://owner@127.0.0.1/triclic', OPERATOR_KEY: key() },
  ],
  shop: [readShopEnv, { DATABASE_OWNER_URL: 'postgres://owner@127.0.0.1/triclic' }],
  'audit-log': [readAuditLogEnv, { DATABASE_URL: stores.DATABASE_URL, AUDIT_KEY: worker.AUDIT_KEY }],
} as const

function messageOf(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    expect(error).toBeInstanceOf(EnvError)
    return (error as EnvError).message
  }
  throw new Error('The environment was accepted.')
}

describe('a complete environment', () => {
  test('is accepted, with defaults for what is not set', () => {
    expect(readApiEnv(api)).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      logLevel: 'info',
      trustProxy: [],
      maxConnections: DEFAULT_LIMITS,
      health: null,
      tls: null,
      apiUrl: 'https://api.triclic.test',
      visitorKey: Buffer.from(api.VISITOR_KEY, 'base64'),
    })
    expect(readEraseEnv(stores)).toMatchObject({ logLevel: 'warn', keyFolders: null })
  })

  test('treats an empty variable as not set', () => {
    expect(readApiEnv({ ...api, PORT: '', LOG_LEVEL: '' })).toMatchObject({ port: 4000, logLevel: 'info' })
  })

  test('splits the trusted proxies at commas', () => {
    expect(readApiEnv({ ...api, TRUST_PROXY: '10.0.0.1, 192.168.0.0/16,' }).trustProxy).toEqual([
      '10.0.0.1',
      '192.168.0.0/16',
    ])
  })

  test('gives a process nothing that belongs to another', () => {
    const everything = { ...worker, ...api, ...folders, DATABASE_OWNER_URL: stores.DATABASE_URL }
    expect(JSON.stringify(readApiEnv(everything))).not.toContain('/keys/private')
    expect(JSON.stringify(readWorkerEnv(everything))).not.toContain('/keys/kept')
    expect(readWorkerEnv(everything)).not.toHaveProperty('bankKey')
  })
})

describe.each(PROCESSES)('%s', (name) => {
  const [read, complete] = readers[name]
  const required = Object.entries(VARIABLES)
    .filter(([, { usedBy }]) => name in usedBy && usedBy[name as never] === 'required')
    .map(([variable]) => variable)

  test.each(required)('does not start without %s', (variable) => {
    for (const value of [undefined, ''])
      expect(messageOf(() => read({ ...complete, [variable]: value }))).toMatch(
        new RegExp(`^${variable} is missing: .+\\.$`),
      )
  })
})

test('names every missing variable at once', () => {
  expect(messageOf(() => readWorkerEnv({ ...worker, SMTP_URL: '', MAIL_FROM: '' }))).toMatch(
    /^SMTP_URL is missing: .* MAIL_FROM is missing: .*$/,
  )
})

describe('the store of the pictures', () => {
  const s3 = {
    MEDIA_STORE: 's3',
    S3_ENDPOINT: 'https://s3.eu-west-3.amazonaws.com/',
    S3_BUCKET: 'pictures',
    S3_ACCESS_KEY_ID: 'id',
    S3_SECRET_ACCESS_KEY: 'hunter2',
  }
  const { MEDIA_DIR: folder, ...withoutFolder } = api

  test('is a folder, or a bucket', () => {
    expect(readApiEnv(api).media).toEqual({ store: 'disk', folder })
    expect(readApiEnv({ ...withoutFolder, ...s3 }).media).toEqual({
      store: 's3',
      endpoint: 'https://s3.eu-west-3.amazonaws.com',
      region: 'us-east-1',
      bucket: 'pictures',
      isPathStyle: true,
      accessKeyId: 'id',
      secretAccessKey: 'hunter2',
    })
    const changed = { ...worker, ...s3, S3_REGION: 'eu-west-3', S3_PATH_STYLE: 'off' }
    expect(readWorkerEnv(changed).media).toMatchObject({ region: 'eu-west-3', isPathStyle: false })
  })

  test('is named in full when a setting of it is missing', () => {
    expect(messageOf(() => readApiEnv(withoutFolder))).toMatch(/^MEDIA_DIR is missing: .+\.$/)
    expect(messageOf(() => readApiEnv({ ...withoutFolder, MEDIA_STORE: 's3' }))).toMatch(
      /^S3_ENDPOINT is missing: .+ S3_BUCKET is missing: .+ S3_ACCESS_KEY_ID is missing: .+ S3_SECRET_ACCESS_KEY is missing: .+\.$/,
    )
  })

  test.each([
    ['S3_ENDPOINT', 'http://s3.test', /^S3_ENDPOINT points to another machine .*https:\/\/\.$/],
    ['S3_BUCKET', 'pictures/hunter2', /^S3_BUCKET must be the name of a bucket\.$/],
    ['S3_PATH_STYLE', 'hunter2', /^S3_PATH_STYLE must be on or off\.$/],
    ['MEDIA_STORE', 'hunter2', /^MEDIA_STORE must be disk or s3\.$/],
  ])('is refused with a malformed %s', (variable, value, message) => {
    expect(messageOf(() => readApiEnv({ ...api, ...s3, [variable]: value }))).toMatch(message)
  })
})

test('the erase command accepts all key folders or none', () => {
  expect(readEraseEnv({ ...stores, ...folders }).keyFolders).toEqual(readKeyFolders(folders))
  expect(messageOf(() => readEraseEnv({ ...stores, KEPT_KEYS_DIR: '/keys/kept' }))).toMatch(
    /^FRAGMENT_PUBLIC_KEYS_DIR is missing/,
  )
})

describe('a malformed value', () => {
  test.each([
    ['PORT', '99999', /^PORT must be a port number from 0 to 65535\.$/],
    ['PORT', 'hunter2', /^PORT must be a port number/],
    ['LOG_LEVEL', 'hunter2', /^LOG_LEVEL must be one of fatal, error, warn/],
    ['API_URL', 'hunter2', /^API_URL must be a URL\.$/],
    ['DATABASE_URL', 'hunter2', /^DATABASE_URL must be a URL\.$/],
    [
      'DATABASE_URL',
      'postgres://u:hunter2@db.test/t',
      /^DATABASE_URL points to another machine .*verify-full\.$/,
    ],
    [
      'DATABASE_URL',
      'postgres://u:hunter2@db.test/t?sslmode=require',
      /^DATABASE_URL points to another machine/,
    ],
    ['REDIS_URL', 'redis://:hunter2@redis.test', /^REDIS_URL points to another machine .*rediss:\/\/\.$/],
    ['BANK_KEY', 'hunter2', /^BANK_KEY must be 32 bytes in base64\.$/],
    ['TLS_CERT_FILE', '/hunter2.pem', /^TLS_CERT_FILE and TLS_KEY_FILE belong together/],
  ])('of %s is refused without quoting it: case %#', (variable, value, message) => {
    const refusal = messageOf(() => readApiEnv({ ...api, [variable]: value }))
    expect(refusal).toMatch(message)
    expect(refusal).not.toContain('hunter2')
  })

  test('does not cause any other secret to be quoted in the message', () => {
    const refusal = messageOf(() => readApiEnv({ ...api, PORT: 'x', API_URL: '' }))
    for (const secret of ['hunter2', api.VISITOR_KEY, api.BANK_KEY, api.ORDER_TOKEN_KEY])
      expect(refusal).not.toContain(secret)
  })
})

test('another machine is accepted with verified TLS', () => {
  const remote = {
    DATABASE_URL: 'postgres://u:p@db.test/t?sslmode=verify-full',
    REDIS_URL: 'rediss://:p@redis.test',
  }
  expect(readApiEnv({ ...api, ...remote })).toMatchObject({
    databaseUrl: remote.DATABASE_URL,
    redisUrl: remote.REDIS_URL,
  })
})
