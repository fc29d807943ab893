import { asRole } from './given.ts'
import type { MadeUp } from './made-up.ts'
import type { Keys } from './make-keys.ts'
import type { Ports } from './ports.ts'
import type { Demo } from './run-file.ts'

export interface ServersContext {
  ports: Ports
  databaseOwnerUrl: string
  redisUrl: string
  smtpUrl: string
  secrets: MadeUp
  keys: Omit<Keys, 'stop'>
  demo: Demo
  payboxKeyFile: string
}

export type ServerName = 'api' | 'worker' | 'portal' | 'storefront' | 'bank'

export interface Server {
  name: ServerName
  /** Relative to the checkout. */
  folder: string
  /** Relative to `folder`. */
  script: string
  /** All its variables: what is not here it does not get (design §3: who may hold which digits and keys). */
  env: Record<string, string>
  healthUrl?: string
  args?: string[]
  nodeFlags?: string[]
  readyLine?: RegExp
}

/** Base URLs, without a final slash. */
export function urlsOf(ports: Ports) {
  return {
    api: `http://127.0.0.1:${ports.api}`,
    portal: `http://localhost:${ports.portal}`,
    storefront: `http://localhost:${ports.storefront}`,
    bank: `http://127.0.0.1:${ports.bank}`,
  }
}

/** The five servers of the product, each with its own variables. */
export function serversOf(context: ServersContext): Server[] {
  return [api(context), worker(context), portal(context), storefront(context), bank(context)]
}

function shared({ ports, redisUrl, secrets }: ServersContext): Record<string, string> {
  const { api: apiUrl, portal: portalUrl } = urlsOf(ports)
  return {
    REDIS_URL: redisUrl,
    API_URL: apiUrl,
    PORTAL_URL: portalUrl,
    ORDER_TOKEN_KEY: secrets.orderTokenKey,
  }
}

function api(context: ServersContext): Server {
  const { ports, databaseOwnerUrl, secrets, keys } = context
  return {
    name: 'api',
    folder: 'services/api',
    script: 'dist/src/bin/server.js',
    // Half of node's own: the young generation that starting fills is never given back, and idle memory counts.
    nodeFlags: ['--max-semi-space-size=8'],
    healthUrl: `${urlsOf(ports).api}/health/ready`,
    env: {
      ...shared(context),
      HOST: '127.0.0.1',
      PORT: String(ports.api),
      DATABASE_URL: asRole(databaseOwnerUrl, 'triclic_api', secrets.apiRolePassword),
      VISITOR_KEY: secrets.visitorKey,
      BANK_KEY: secrets.bankKey,
      KEPT_KEYS_DIR: keys.kept,
      FRAGMENT_PUBLIC_KEYS_DIR: keys.fragmentPublic,
    },
  }
}

function worker(context: ServersContext): Server {
  const { databaseOwnerUrl, secrets, keys, smtpUrl } = context
  return {
    name: 'worker',
    folder: 'services/api',
    script: 'dist/src/bin/worker.js',
    env: {
      ...shared(context),
      DATABASE_URL: asRole(databaseOwnerUrl, 'triclic_worker', secrets.workerRolePassword),
      FRAGMENT_PRIVATE_KEYS_DIR: keys.fragmentPrivate,
      SMTP_URL: smtpUrl,
      MAIL_FROM: 'Triclic <orders@triclic.example>',
    },
  }
}

function portal({ ports }: ServersContext): Server {
  const env = { HOST: '127.0.0.1', PORT: String(ports.portal), API_URL: urlsOf(ports).api }
  return { name: 'portal', folder: 'apps/portal', script: 'server.js', env }
}

function storefront({ ports, demo }: ServersContext): Server {
  const { api: apiUrl } = urlsOf(ports)
  const shops = demo.shops.map(({ slug, key, secret, origin }) => ({
    slug,
    key,
    secret,
    host: new URL(origin).host,
  }))
  return {
    name: 'storefront',
    folder: 'apps/storefront',
    script: 'server.js',
    env: {
      HOST: '127.0.0.1',
      PORT: String(ports.storefront),
      API_URL: apiUrl,
      PUBLIC_API_URL: apiUrl,
      STOREFRONT_SHOPS: JSON.stringify(shops),
    },
  }
}

function bank({ ports, demo, payboxKeyFile }: ServersContext): Server {
  const accounts = demo.shops.flatMap(({ slug, banks }) =>
    banks.map(({ protocol, notifyUrl, credentials }) => ({ shop: slug, protocol, notifyUrl, credentials })),
  )
  return {
    name: 'bank',
    folder: 'services/bank-sandbox',
    script: 'dist/server.js',
    env: {
      HOST: '127.0.0.1',
      PORT: String(ports.bank),
      BANK_ACCOUNTS: JSON.stringify(accounts),
      PAYBOX_KEY_FILE: payboxKeyFile,
    },
  }
}
