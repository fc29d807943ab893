/** Environment of `--demo`. `--shop` only needs the database. */
export interface DemoEnv {
  apiUrl: string
  storefrontPort: string
  /** Where the documentation runs requests in the first demo shop; undefined: nowhere. */
  docsOrigin?: string | undefined
  bankUrl: string
  bankKey: Buffer
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
  const bankKey = Buffer.from(required('BANK_KEY'), 'base64')
  if (bankKey.length !== 32) throw new Error('BANK_KEY is not 32 bytes in base64.')
  return {
    apiUrl: urlWithoutSlash('API_URL'),
    storefrontPort: required('STOREFRONT_PORT'),
    docsOrigin: process.env.DOCS_ORIGIN,
    bankUrl: urlWithoutSlash('BANK_URL'),
    bankKey,
    payboxPublicKey: required('PAYBOX_PUBLIC_KEY'),
    demoFile: required('DEMO_FILE'),
    mediaFolder: required('MEDIA_DIR'),
  }
}

export const readOwnerUrl = (): string => required('DATABASE_OWNER_URL')
