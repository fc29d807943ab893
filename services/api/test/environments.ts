import { randomBytes } from 'node:crypto'
import { expect } from 'vitest'
import {
  EnvError,
  readApiEnv,
  readAuditLogEnv,
  readEraseEnv,
  readKeyFolders,
  readOperatorEnv,
  readOperatorPageEnv,
  readOwnerEnv,
  readRotateKeysEnv,
  readShopEnv,
  readWorkerEnv,
} from '../src/platform/env.ts'

/** A new key. */
export const key = () => randomBytes(32).toString('base64')
export const folders = {
  KEPT_KEYS_DIR: '/keys/kept',
  FRAGMENT_PUBLIC_KEYS_DIR: '/keys/public',
  FRAGMENT_PRIVATE_KEYS_DIR: '/keys/private',
}
export const stores = {
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
export const api = {
  ...common,
  VISITOR_KEY: key(),
  BANK_KEY: key(),
  KEPT_KEYS_DIR: folders.KEPT_KEYS_DIR,
  FRAGMENT_PUBLIC_KEYS_DIR: folders.FRAGMENT_PUBLIC_KEYS_DIR,
}
export const worker = {
  ...common,
  SMTP_URL: 'smtp://127.0.0.1:1025',
  MAIL_FROM: 'Triclic <orders@triclic.test>',
  FRAGMENT_PRIVATE_KEYS_DIR: folders.FRAGMENT_PRIVATE_KEYS_DIR,
  AUDIT_KEY: key(),
}

/** What reads the environment of each process, and a complete environment. */
export const readers = {
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
  'rotate-keys': [
    readRotateKeysEnv,
    {
      DATABASE_OWNER_URL: 'postgres://owner@127.0.0.1/triclic',
      BANK_KEY: api.BANK_KEY,
      WEBHOOK_KEY: api.WEBHOOK_KEY,
      AUDIT_KEY: worker.AUDIT_KEY,
    },
  ],
  'audit-log': [readAuditLogEnv, { DATABASE_URL: stores.DATABASE_URL, AUDIT_KEY: worker.AUDIT_KEY }],
} as const

/** The message with which an environment is refused. */
export function messageOf(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    expect(error).toBeInstanceOf(EnvError)
    return (error as EnvError).message
  }
  throw new Error('The environment was accepted.')
}
