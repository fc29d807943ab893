import type { Keys } from '../src/platform/crypto/keys.ts'
import { VARIABLES } from '../src/platform/env-variables.ts'

/** Environment of `--demo`. `--shop` only needs the database. */
export interface DemoEnv {
  apiUrl: string
  storefrontPort: string
  /** Where the documentation runs requests in the first demo shop; undefined: nowhere. */
  docsOrigin?: string | undefined
  bankUrl: string
  bankKeys: Keys
  /** PEM. The sandbox signs Paybox notifications with the private key. */
  payboxPublicKey: string
  demoFile: string
  /** Where the api keeps pictures. */
  mediaFolder: string
}

function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set.`)
  return value
}

const urlWithoutSlash = (name: string): string => required(name).replace(/\/$/, '')

export function readDemoEnv(): DemoEnv {
  const bankKeys = VARIABLES.BANK_KEY.type.safeParse(required('BANK_KEY'))
  if (!bankKeys.success) throw new Error(`BANK_KEY ${bankKeys.error.issues[0]?.message ?? 'is malformed'}.`)
  return {
    apiUrl: urlWithoutSlash('API_URL'),
    storefrontPort: required('STOREFRONT_PORT'),
    docsOrigin: process.env.DOCS_ORIGIN,
    bankUrl: urlWithoutSlash('BANK_URL'),
    bankKeys: bankKeys.data,
    payboxPublicKey: required('PAYBOX_PUBLIC_KEY'),
    demoFile: required('DEMO_FILE'),
    mediaFolder: required('MEDIA_DIR'),
  }
}

export const readOwnerUrl = (): string => required('DATABASE_OWNER_URL')
