import type { Settings } from '../settings.ts'

const loopbackHost = { description: 'Address to listen on.', default: '127.0.0.1' }
const logLevel = {
  description: 'Lowest level of the log lines that are written (pino levels).',
  default: 'info',
}
const apiUrl = { description: 'Base URL at which browsers and banks reach the API.', required: true } as const
const portalUrl = { description: 'Base URL of the portal, for links in mails.', required: true } as const
const apiForApp = { description: 'Base URL at which this server reaches the API.', required: true } as const
const addressHeader = {
  description:
    'Header with the address of the client, for example `x-forwarded-for` behind a proxy. The API must then list this server in TRUST_PROXY.',
}
const orderTokenKey = {
  description: 'Key of the signed order links sent to buyers: 32 random bytes in base64.',
  required: true,
  secret: true,
} as const
const redisUrl = {
  description: 'Redis 6.2 or newer. On another machine it must be `rediss://`.',
  required: true,
  secret: true,
} as const
const databaseUrl = (role: string) =>
  ({
    description: `PostgreSQL 15 or newer, as the role \`${role}\`. On another machine it needs \`?sslmode=verify-full\`.`,
    required: true,
    secret: true,
  }) as const
const keptKeysDir = {
  description: 'Folder with the keys that encrypt the kept digits of cards.',
  required: true,
} as const
const publicKeysDir = {
  description: 'Folder with the public keys to which the last six digits of cards are sealed.',
  required: true,
} as const
const privateKeysDir = {
  description: 'Folder with the private keys that open the sealed last six digits.',
  required: true,
} as const

/**
 * The environment variables of each process. A workspace that reads its variables from a table of its own exports that
 * table, and this file imports it.
 */
export const serverSettings = {
  api: {
    HOST: loopbackHost,
    PORT: { description: 'Port to listen on.', default: '4000' },
    DATABASE_URL: databaseUrl('triclic_api'),
    REDIS_URL: redisUrl,
    API_URL: apiUrl,
    PORTAL_URL: portalUrl,
    TRUST_PROXY: {
      description:
        'Addresses or ranges of the proxies whose `x-forwarded-*` headers are trusted, separated by commas. None by default.',
    },
    VISITOR_KEY: {
      description: 'Key that signs visitor ids: 32 random bytes in base64. Losing it loses the carts.',
      required: true,
      secret: true,
    },
    ORDER_TOKEN_KEY: orderTokenKey,
    BANK_KEY: {
      description:
        'Key that encrypts the bank credentials of the shops and the second factors of members: 32 random bytes in base64.',
      required: true,
      secret: true,
    },
    KEPT_KEYS_DIR: keptKeysDir,
    FRAGMENT_PUBLIC_KEYS_DIR: publicKeysDir,
    TLS_CERT_FILE: {
      description: 'PEM certificate chain, to serve TLS without a proxy. Needs TLS_KEY_FILE.',
    },
    TLS_KEY_FILE: { description: 'PEM private key of TLS_CERT_FILE.' },
    LOG_LEVEL: logLevel,
  },
  worker: {
    DATABASE_URL: databaseUrl('triclic_worker'),
    REDIS_URL: redisUrl,
    SMTP_URL: {
      description: 'Mail server, for example `smtps://user:password@mail.example.com`.',
      required: true,
      secret: true,
    },
    MAIL_FROM: {
      description: 'Sender of all mails, for example `Orders <orders@example.com>`.',
      required: true,
    },
    API_URL: apiUrl,
    PORTAL_URL: portalUrl,
    ORDER_TOKEN_KEY: orderTokenKey,
    FRAGMENT_PRIVATE_KEYS_DIR: privateKeysDir,
    LOG_LEVEL: logLevel,
  },
  migrate: {
    DATABASE_OWNER_URL: {
      description: 'PostgreSQL as the owner of the database, who may create roles.',
      required: true,
      secret: true,
    },
    API_ROLE_PASSWORD: { description: 'Password to set for the role `triclic_api`.', secret: true },
    WORKER_ROLE_PASSWORD: { description: 'Password to set for the role `triclic_worker`.', secret: true },
  },
  'make-keys': {
    KEPT_KEYS_DIR: keptKeysDir,
    FRAGMENT_PUBLIC_KEYS_DIR: publicKeysDir,
    FRAGMENT_PRIVATE_KEYS_DIR: privateKeysDir,
  },
  erase: {
    DATABASE_URL: databaseUrl('triclic_worker'),
    REDIS_URL: redisUrl,
    KEPT_KEYS_DIR: {
      description:
        'Set all three key folders, as for make-keys, to destroy expired keys too; or none of them.',
    },
    FRAGMENT_PUBLIC_KEYS_DIR: { description: 'See KEPT_KEYS_DIR.' },
    FRAGMENT_PRIVATE_KEYS_DIR: { description: 'See KEPT_KEYS_DIR.' },
    LOG_LEVEL: { ...logLevel, default: 'warn' },
  },
  portal: {
    HOST: loopbackHost,
    PORT: { description: 'Port to listen on.', default: '4001' },
    API_URL: apiForApp,
    ADDRESS_HEADER: addressHeader,
  },
  storefront: {
    HOST: loopbackHost,
    PORT: { description: 'Port to listen on.', default: '4002' },
    API_URL: apiForApp,
    PUBLIC_API_URL: { description: "Base URL at which a buyer's browser reaches the API.", required: true },
    STOREFRONT_SHOPS: {
      description: 'The shops to serve, each on its own host: JSON `[{"slug", "key", "secret", "host"}]`.',
      required: true,
      secret: true,
    },
    PROTOCOL_HEADER: { description: 'Header with the protocol, `x-forwarded-proto` behind a proxy.' },
    ADDRESS_HEADER: addressHeader,
  },
  bank: {
    HOST: loopbackHost,
    PORT: { description: 'Port to listen on.', required: true },
    BANK_ACCOUNTS: {
      description:
        'The gateway accounts to simulate: JSON `[{"shop", "protocol", "notifyUrl", "credentials"}]`.',
      default: '[]',
      secret: true,
    },
    PAYBOX_KEY_FILE: { description: 'PEM private key with which Paybox notifications are signed.' },
    BANK_RETRY_SECONDS: {
      description:
        'Seconds to wait before each repetition of an unanswered notification, separated by commas.',
    },
  },
} as const satisfies Record<string, Settings>
