import { withRole } from './external-services.ts'
import type { LocalSecrets } from './load-or-create-secrets.ts'
import type { KeyFolders } from './api-programs.ts'
import type { Ports } from './ports.ts'
import { heapLimitMb, programs } from './programs.ts'
import type { Demo } from './run-file.ts'

export interface ServersContext {
  ports: Ports
  databaseOwnerUrl: string
  redisUrl: string
  smtpUrl: string
  secrets: LocalSecrets
  keys: KeyFolders
  demo: Demo
  payboxKeyFile: string
  /** The pictures that members upload. */
  mediaFolder: string
  /** Where `shop create` and `shop connect` write the shops that the storefront serves besides the demo's. */
  storefrontShopsFile: string
}

export type ServerName = 'api' | 'worker' | 'portal' | 'storefront' | 'bank' | 'operator-page'

export interface Server {
  name: ServerName
  /** Relative to the checkout. */
  folder: string
  /** Relative to `folder`. */
  script: string
  /** Its complete environment. Each server gets only the keys and passwords that it needs (docs/security.md). */
  env: Record<string, string>
  healthUrl?: string
  args?: string[]
  nodeFlags?: string[]
  readyLine?: RegExp
  graceMs?: number
}

/** How long the worker waits for mails that it is sending, once it is asked to stop. */
export const workerStopSeconds = 30

/** Base URLs, without a trailing slash. */
export function urlsFor(ports: Ports) {
  return {
    api: `http://127.0.0.1:${ports.api}`,
    portal: `http://localhost:${ports.portal}`,
    storefront: `http://localhost:${ports.storefront}`,
    bank: `http://127.0.0.1:${ports.bank}`,
    docs: `http://docs.localhost:${ports.docs}`,
    operatorPage: `http://localhost:${ports.operatorPage}`,
  }
}

/** Where each server serves its metrics in the format of Prometheus. */
export function metricsUrlsFor(ports: Ports) {
  const urlOf = (port: number) => `http://127.0.0.1:${port}/metrics`
  return {
    api: urlOf(ports.apiMetrics),
    worker: urlOf(ports.workerMetrics),
    portal: urlOf(ports.portalMetrics),
    storefront: urlOf(ports.storefrontMetrics),
    'operator-page': urlOf(ports.operatorPageMetrics),
  }
}

/** Where the API serves /health/live and /health/ready apart from all other requests. */
export const healthUrlFor = ({ apiHealth }: Ports): string => `http://127.0.0.1:${apiHealth}`

/** The servers of the product with their environments. */
export function serversFor(context: ServersContext): Server[] {
  const servers = [
    api(context),
    worker(context),
    portal(context),
    storefront(context),
    bank(context),
    operatorPage(context),
  ]
  return servers.map((server) => ({
    ...server,
    nodeFlags: [`--max-old-space-size=${heapLimitMb[server.name]}`, ...(server.nodeFlags ?? [])],
  }))
}

function sharedByApiAndWorker({
  ports,
  redisUrl,
  secrets,
  mediaFolder,
}: ServersContext): Record<string, string> {
  const { api: apiUrl, portal: portalUrl } = urlsFor(ports)
  return {
    REDIS_URL: redisUrl,
    API_URL: apiUrl,
    PORTAL_URL: portalUrl,
    ORDER_TOKEN_KEY: secrets.orderTokenKey,
    WEBHOOK_KEY: secrets.webhookKey,
    // For trying webhooks with a receiver on this machine.
    WEBHOOKS_TO_LOOPBACK: 'on',
    MEDIA_DIR: mediaFolder,
  }
}

function api(context: ServersContext): Server {
  const { ports, databaseOwnerUrl, secrets, keys } = context
  return {
    name: 'api',
    ...programs.api,
    // Half of Node's default: memory that the young generation takes during start-up is never given back.
    nodeFlags: ['--max-semi-space-size=8'],
    healthUrl: `${healthUrlFor(ports)}/health/ready`,
    env: {
      ...sharedByApiAndWorker(context),
      HOST: '127.0.0.1',
      PORT: String(ports.api),
      METRICS_PORT: String(ports.apiMetrics),
      HEALTH_PORT: String(ports.apiHealth),
      DATABASE_URL: withRole(databaseOwnerUrl, 'triclic_api', secrets.apiRolePassword),
      VISITOR_KEY: secrets.visitorKey,
      BANK_KEY: secrets.bankKey,
      HOSTING_PROVIDER: 'Example Hosting SAS, 1 rue de l’Exemple, 75000 Paris, +33 1 00 00 00 00',
      KEPT_KEYS_DIR: keys.kept,
      FRAGMENT_PUBLIC_KEYS_DIR: keys.fragmentPublic,
    },
  }
}

function worker(context: ServersContext): Server {
  const { ports, databaseOwnerUrl, secrets, keys, smtpUrl } = context
  return {
    name: 'worker',
    ...programs.worker,
    graceMs: (workerStopSeconds + 2) * 1000,
    env: {
      ...sharedByApiAndWorker(context),
      METRICS_PORT: String(ports.workerMetrics),
      DATABASE_URL: withRole(databaseOwnerUrl, 'triclic_worker', secrets.workerRolePassword),
      FRAGMENT_PRIVATE_KEYS_DIR: keys.fragmentPrivate,
      AUDIT_KEY: secrets.auditKey,
      SMTP_URL: smtpUrl,
      WORKER_STOP_SECONDS: String(workerStopSeconds),
      MAIL_FROM: 'Triclic <orders@triclic.example>',
    },
  }
}

function portal({ ports }: ServersContext): Server {
  return {
    name: 'portal',
    ...programs.portal,
    env: {
      HOST: '127.0.0.1',
      PORT: String(ports.portal),
      METRICS_PORT: String(ports.portalMetrics),
      API_URL: urlsFor(ports).api,
    },
  }
}

function storefront({ ports, demo, storefrontShopsFile }: ServersContext): Server {
  const { api: apiUrl } = urlsFor(ports)
  const shops = demo.shops.map(({ slug, key, secret, origin }) => ({
    slug,
    key,
    secret,
    host: new URL(origin).host,
  }))
  return {
    name: 'storefront',
    ...programs.storefront,
    env: {
      HOST: '127.0.0.1',
      PORT: String(ports.storefront),
      METRICS_PORT: String(ports.storefrontMetrics),
      API_URL: apiUrl,
      PUBLIC_API_URL: apiUrl,
      STOREFRONT_SHOPS: JSON.stringify(shops),
      STOREFRONT_SHOPS_FILE: storefrontShopsFile,
    },
  }
}

function bank({ ports, demo, payboxKeyFile }: ServersContext): Server {
  const accounts = demo.shops.flatMap(({ slug, banks }) =>
    banks.map(({ protocol, notifyUrl, credentials }) => ({ shop: slug, protocol, notifyUrl, credentials })),
  )
  return {
    name: 'bank',
    ...programs.bank,
    env: {
      HOST: '127.0.0.1',
      PORT: String(ports.bank),
      BANK_ACCOUNTS: JSON.stringify(accounts),
      PAYBOX_KEY_FILE: payboxKeyFile,
    },
  }
}

function operatorPage({ ports, databaseOwnerUrl, secrets }: ServersContext): Server {
  const { 'operator-page': _own, ...others } = metricsUrlsFor(ports)
  return {
    name: 'operator-page',
    ...programs.operatorPage,
    env: {
      HOST: '127.0.0.1',
      OPERATOR_PORT: String(ports.operatorPage),
      OPERATOR_URL: urlsFor(ports).operatorPage,
      METRICS_PORT: String(ports.operatorPageMetrics),
      DATABASE_URL: withRole(databaseOwnerUrl, 'triclic_operator_page', secrets.operatorPageRolePassword),
      OPERATOR_KEY: secrets.operatorKey,
      METRICS_OF: Object.entries(others)
        .map(([name, url]) => `${name}=${url}`)
        .join(','),
    },
  }
}
