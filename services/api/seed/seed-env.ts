/** What the seeding program needs from its environment; `--shop` needs the database alone. */
export interface DemoEnv {
  apiUrl: string
  storefrontPort: string
  bankUrl: string
  bankKey: Buffer
  /** PEM; the sandbox's Paybox signs with the other half. */
  payboxPublicKey: string
  demoFile: string
}

function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set.`)
  return value
}

const base = (name: string): string => required(name).replace(/\/$/, '')

export function readDemoEnv(): DemoEnv {
  const bankKey = Buffer.from(required('BANK_KEY'), 'base64')
  if (bankKey.length !== 32) throw new Error('BANK_KEY is not 32 bytes in base64.')
  return {
    apiUrl: base('API_URL'),
    storefrontPort: required('STOREFRONT_PORT'),
    bankUrl: base('BANK_URL'),
    bankKey,
    payboxPublicKey: required('PAYBOX_PUBLIC_KEY'),
    demoFile: required('DEMO_FILE'),
  }
}

export const readOwnerUrl = (): string => required('DATABASE_OWNER_URL')
