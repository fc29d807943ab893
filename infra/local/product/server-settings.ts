import { DEFAULT_LIMITS } from '../../../packages/listener/src/protect-listener.ts'
import { backupSettings } from '../../backup/settings.ts'
import { settingsOf } from '../../../services/api/src/platform/env-variables.ts'
import type { Settings } from '../settings.ts'

const loopbackHost = { description: 'Address to listen on.', default: '127.0.0.1' }
const apiForApp = { description: 'Base URL at which this server reaches the API.', required: true } as const
const addressHeader = {
  description:
    'Header with the address of the client, for example `x-forwarded-for` behind a proxy. The API must then list this server in TRUST_PROXY.',
}

const connectionLimits = {
  TRUST_PROXY: {
    description:
      'Proxies that MAX_CONNECTIONS_PER_ADDRESS does not limit: IP addresses or CIDR ranges, separated by commas. This machine is never limited.',
  },
  MAX_CONNECTIONS_PER_ADDRESS: {
    description: 'Connections that one IPv4 address or one /64 network of IPv6 may have at the same time.',
    default: String(DEFAULT_LIMITS.perAddress),
  },
  MAX_CONNECTIONS: {
    description: 'Connections that all clients together may have at the same time.',
    default: String(DEFAULT_LIMITS.total),
  },
} as const

const appTelemetry = {
  LOG_LEVEL: { description: 'The least severe level that is logged.', default: 'info' },
  METRICS_PORT: {
    description: 'Port on which metrics are served in the format of Prometheus; not served if not set.',
  },
  METRICS_HOST: {
    description: 'Address on which metrics are served, without authentication.',
    default: '127.0.0.1',
  },
} as const

/**
 * The environment variables of each process. A workspace that reads its variables from a table of its own exports that
 * table, and this file imports it.
 */
export const serverSettings = {
  api: settingsOf('api'),
  worker: settingsOf('worker'),
  migrate: settingsOf('migrate'),
  'make-keys': settingsOf('make-keys'),
  erase: settingsOf('erase'),
  'audit-log': settingsOf('audit-log'),
  shop: settingsOf('shop'),
  'rotate-keys': settingsOf('rotate-keys'),
  'operator-page': settingsOf('operator-page'),
  operator: settingsOf('operator'),
  backup: backupSettings,
  portal: {
    HOST: loopbackHost,
    PORT: { description: 'Port to listen on.', default: '4001' },
    ...appTelemetry,
    ...connectionLimits,
    API_URL: apiForApp,
    ADDRESS_HEADER: addressHeader,
  },
  storefront: {
    HOST: loopbackHost,
    PORT: { description: 'Port to listen on.', default: '4002' },
    ...appTelemetry,
    ...connectionLimits,
    API_URL: apiForApp,
    PUBLIC_API_URL: { description: "Base URL at which a buyer's browser reaches the API.", required: true },
    STOREFRONT_SHOPS: {
      description: 'The shops to serve, each on its own host: JSON `[{"slug", "key", "secret", "host"}]`.',
      required: true,
      secret: true,
      replacement: 'a shop has several keys: its owner makes another in the portal',
    },
    STOREFRONT_SHOPS_FILE: {
      description:
        'File with more such shops, which are served as soon as they are in it; `shop create` and `shop connect` write it.',
    },
    PROTOCOL_HEADER: { description: 'Header with the protocol, `x-forwarded-proto` behind a proxy.' },
    ADDRESS_HEADER: addressHeader,
  },
  docs: {
    HOST: loopbackHost,
    PORT: { description: 'Port to listen on.', default: '4013' },
    ...appTelemetry,
    ...connectionLimits,
    DOCS_HOST: {
      description: 'Host name under which the documentation is reached. Requests for another are refused.',
      required: true,
    },
    EXPLORER: {
      description: '`on` or `off`: whether the requests in the documentation can be run.',
      default: 'off',
    },
    PUBLIC_API_URL: {
      description: 'With `EXPLORER=on`: base URL at which a reader’s browser reaches the API.',
    },
    EXPLORER_SHOP: {
      description:
        'With `EXPLORER=on`: the shop whose visitor a reader is, as JSON `{"slug", "key", "origin"}` with its publishable key and its website. Its websites must include the documentation.',
    },
  },
  bank: {
    HOST: loopbackHost,
    PORT: { description: 'Port to listen on.', required: true },
    BANK_ACCOUNTS: {
      description:
        'The gateway accounts to simulate: JSON `[{"shop", "protocol", "notifyUrl", "credentials"}]`.',
      default: '[]',
      secret: true,
      replacement: 'not at all: only for tests',
    },
    PAYBOX_KEY_FILE: { description: 'PEM private key with which Paybox notifications are signed.' },
    BANK_RETRY_SECONDS: {
      description:
        'Seconds to wait before each repetition of an unanswered notification, separated by commas.',
    },
  },
} as const satisfies Record<string, Settings>
