import { z } from 'zod'
import type { Keys } from './crypto/keys.ts'
import { isLoopback } from './loopback.ts'

/** The processes and commands of the API. Each receives only its own variables. */
export const PROCESSES = [
  'api',
  'worker',
  'operator-page',
  'migrate',
  'erase',
  'make-keys',
  'audit-log',
  'shop',
  'rotate-keys',
  'operator',
] as const
export type ProcessName = (typeof PROCESSES)[number]

/** Whether a process needs a variable, or the value it uses when the variable is not set. */
export type Need = 'required' | 'optional' | { default: string }

export interface Variable {
  usedBy: Partial<Record<ProcessName, Need>>
  /** Parses the text. Its messages continue a sentence that begins with the variable's name, and never quote the value. */
  type: z.ZodType<unknown, string>
  /** The format or unit of the value, as shown in the reference. */
  format: string
  /** What the variable holds: one phrase that follows a colon, without a full stop. */
  description: string
  /** A key or a password, or a URL that contains one. Never logged or printed. */
  secret?: true
  /** Of a secret: how it is replaced while the product runs. One phrase. */
  replacement?: string
}

const text = z.string()

const port = text
  .transform(Number)
  .refine((value) => Number.isInteger(value) && value >= 0 && value <= 65_535, {
    error: 'must be a port number from 0 to 65535',
  })

const count = (min: number, max: number) =>
  text
    .transform((value) => (/^\d{1,9}$/.test(value) ? Number(value) : NaN))
    .refine((value) => value >= min && value <= max, {
      error: `must be a whole number from ${min} to ${max}`,
    })

/** Parts that are separated by commas or line breaks. */
const parts = (value: string): string[] =>
  value
    .split(/[,\r\n]/)
    .map((part) => part.trim())
    .filter(Boolean)

const isNotEmpty = <Part>(all: Part[]): all is [Part, ...Part[]] => all.length > 0

/** One key or several, the first of which signs and encrypts. */
const keys = text.transform((value, context): Keys => {
  const all = parts(value).map((part) => Buffer.from(part, 'base64'))
  const wrong = all.findIndex((bytes) => bytes.length !== 32)
  if (new Set(all.map(String)).size < all.length) {
    context.addIssue('contains the same key twice')
    return z.NEVER
  }
  if (isNotEmpty(all) && wrong < 0) return all
  context.addIssue(
    all.length > 1
      ? `must be keys of 32 bytes in base64, separated by commas: the key at place ${wrong + 1} is not`
      : 'must be 32 bytes in base64',
  )
  return z.NEVER
})

const MIN_SECRET_LENGTH = 16

const secrets = text.transform((value, context): [string, ...string[]] => {
  const all = parts(value)
  if (isNotEmpty(all) && all.every((secret) => secret.length >= MIN_SECRET_LENGTH)) return all
  context.addIssue(
    `must have at least ${MIN_SECRET_LENGTH} characters; several secrets are separated by commas`,
  )
  return z.NEVER
})

const url = text
  .refine((value) => URL.canParse(value), { error: 'must be a URL', abort: true })
  .transform((value) => value.replace(/\/$/, ''))

/** The URL of a server that must be reached over verified TLS unless it runs on this machine. */
const serverUrl = (isSecure: (url: URL) => boolean, advice: string) =>
  url.refine((value) => isLoopback(new URL(value).hostname) || isSecure(new URL(value)), {
    error: `points to another machine without verified TLS: ${advice}`,
  })

const databaseUrl = serverUrl(
  ({ searchParams }) => searchParams.get('sslmode') === 'verify-full',
  'add sslmode=verify-full',
)
const redisUrl = serverUrl(({ protocol }) => protocol === 'rediss:', 'use rediss://')

const list = text.transform((value) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
)

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const logLevel = z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` })

const DATABASE_FORMAT = 'postgres:// URL; with sslmode=verify-full unless on this machine'
const KEY_FORMAT = '32 random bytes, base64; or several such keys, separated by commas'

/** Every environment variable of the API's processes. docs/reference/settings.md is generated from this table. */
export const VARIABLES = {
  LOG_LEVEL: {
    usedBy: {
      api: { default: 'info' },
      worker: { default: 'info' },
      'operator-page': { default: 'info' },
      erase: { default: 'warn' },
    },
    type: logLevel,
    format: LOG_LEVELS.join(', '),
    description: 'the least severe level that is logged',
  },
  HOST: {
    usedBy: { api: { default: '127.0.0.1' }, 'operator-page': { default: '127.0.0.1' } },
    type: text,
    format: 'IP address',
    description: 'the address on which the server listens',
  },
  PORT: {
    usedBy: { api: { default: '4000' } },
    type: port,
    format: 'TCP port; 0 picks a free one',
    description: 'the port on which the API listens',
  },
  TLS_CERT_FILE: {
    usedBy: { api: 'optional' },
    type: text,
    format: 'file path, PEM',
    description: 'the certificate chain, if the API serves TLS itself; needs TLS_KEY_FILE',
  },
  TLS_KEY_FILE: {
    usedBy: { api: 'optional' },
    type: text,
    format: 'file path, PEM',
    description: 'the private key of TLS_CERT_FILE',
  },
  TRUST_PROXY: {
    usedBy: { api: { default: '' } },
    type: list,
    format: 'IP addresses or CIDR ranges, separated by commas',
    description: 'the proxies whose x-forwarded-* headers are trusted',
  },
  MAX_CONNECTIONS_PER_ADDRESS: {
    usedBy: { api: { default: '200' } },
    type: count(1, 1_000_000),
    format: 'number',
    description:
      'the connections that one IPv4 address or one /64 network of IPv6 may have at the same time; proxies in TRUST_PROXY and this machine are exempt',
  },
  MAX_CONNECTIONS: {
    usedBy: { api: { default: '5000' } },
    type: count(1, 1_000_000),
    format: 'number',
    description: 'the connections that all clients together may have at the same time',
  },
  HEALTH_PORT: {
    usedBy: { api: 'optional' },
    type: port,
    format: 'TCP port; 0 picks a free one',
    description:
      'a port on which /health/live and /health/ready are served too, apart from all other requests; not served if not set',
  },
  HEALTH_HOST: {
    usedBy: { api: { default: '127.0.0.1' } },
    type: text,
    format: 'IP address',
    description: 'the address on which HEALTH_PORT listens',
  },
  METRICS_PORT: {
    usedBy: { api: 'optional', worker: 'optional', 'operator-page': 'optional' },
    type: port,
    format: 'TCP port; 0 picks a free one',
    description: 'the port on which metrics are served in the format of Prometheus; not served if not set',
  },
  METRICS_HOST: {
    usedBy: {
      api: { default: '127.0.0.1' },
      worker: { default: '127.0.0.1' },
      'operator-page': { default: '127.0.0.1' },
    },
    type: text,
    format: 'IP address',
    description: 'the address on which metrics are served, without authentication',
  },
  DATABASE_URL: {
    usedBy: {
      api: 'required',
      worker: 'required',
      'operator-page': 'required',
      erase: 'required',
      'audit-log': 'required',
    },
    type: databaseUrl,
    format: DATABASE_FORMAT,
    description:
      'PostgreSQL 15 or newer, as role triclic_api for the API and audit-log, triclic_worker for the worker and erase, and triclic_operator_page for the page of the operators',
    secret: true,
    replacement: 'one password at a time: the steps for passwords of PostgreSQL',
  },
  DATABASE_PREPARED_STATEMENTS: {
    usedBy: { api: { default: 'on' }, worker: { default: 'on' } },
    type: z.enum(['on', 'off'], { error: 'must be on or off' }).transform((value) => value === 'on'),
    format: 'on, off',
    description: 'off for a connection pooler that does not support prepared statements',
  },
  SIGN_UP: {
    usedBy: { api: { default: 'invite' } },
    type: z
      .enum(['open', 'invite'], { error: 'must be open or invite' })
      .transform((value) => value === 'open'),
    format: 'open, invite',
    description:
      'open lets everybody open a shop on the page /sign-up of the portal; with invite, only the operator opens shops',
  },
  DATABASE_OWNER_URL: {
    usedBy: { migrate: 'required', shop: 'required', operator: 'required', 'rotate-keys': 'required' },
    type: databaseUrl,
    format: DATABASE_FORMAT,
    description: 'PostgreSQL 15 or newer, as the role that owns the tables and may create roles',
    secret: true,
    replacement: 'one password at a time: the steps for passwords of PostgreSQL',
  },
  API_ROLE_PASSWORD: {
    usedBy: { migrate: 'optional' },
    type: text,
    format: 'text',
    description: 'the password that role triclic_api gets; unchanged if not set',
    secret: true,
    replacement: 'one password at a time, which migrate sets: the steps for passwords of PostgreSQL',
  },
  WORKER_ROLE_PASSWORD: {
    usedBy: { migrate: 'optional' },
    type: text,
    format: 'text',
    description: 'the password that role triclic_worker gets; unchanged if not set',
    secret: true,
    replacement: 'one password at a time, which migrate sets: the steps for passwords of PostgreSQL',
  },
  OPERATOR_PAGE_ROLE_PASSWORD: {
    usedBy: { migrate: 'optional' },
    type: text,
    format: 'text',
    description: 'the password that role triclic_operator_page gets; unchanged if not set',
    secret: true,
    replacement: 'one password at a time, which migrate sets: the steps for passwords of PostgreSQL',
  },
  OPERATOR_PORT: {
    usedBy: { 'operator-page': { default: '4016' } },
    type: port,
    format: 'TCP port; 0 picks a free one',
    description: 'the port of the page for operators',
  },
  OPERATOR_URL: {
    usedBy: { 'operator-page': { default: 'http://localhost:4016' } },
    type: url,
    format: 'URL',
    description:
      'the base URL at which operators reach their page; forms from another origin are refused. http:// through a tunnel only',
  },
  OPERATOR_KEY: {
    usedBy: { 'operator-page': 'required', operator: 'required' },
    type: keys,
    format: KEY_FORMAT,
    description:
      'the key that encrypts the secrets with which operators sign in; once it is lost, each needs a new password',
    secret: true,
    replacement: 'several keys; keep the earlier one until every operator has a new password',
  },
  METRICS_OF: {
    usedBy: { 'operator-page': { default: '' } },
    type: list.transform((entries) =>
      entries.map((entry): [name: string, url: string] => {
        const end = entry.indexOf('=')
        return [entry.slice(0, end), entry.slice(end + 1)]
      }),
    ),
    format: 'api=http://127.0.0.1:4008/metrics,worker=…, separated by commas',
    description: 'where the servers serve the metrics that the page for operators shows',
  },
  REDIS_URL: {
    usedBy: { api: 'required', worker: 'required', erase: 'required' },
    type: redisUrl,
    format: 'redis:// URL; rediss:// unless on this machine',
    description: 'Redis 6.2 or newer with maxmemory-policy noeviction and appendonly yes',
    secret: true,
    replacement: 'Redis accepts two passwords meanwhile: the steps for the password of Redis',
  },
  SMTP_URL: {
    usedBy: { worker: 'required' },
    type: url,
    format: 'smtp:// or smtps:// URL',
    description: 'the mail relay; STARTTLS or TLS is required unless it runs on this machine',
    secret: true,
    replacement: 'by the mail relay; a second password there, then restart the worker',
  },
  MAIL_FROM: {
    usedBy: { worker: 'required' },
    type: text,
    format: 'mail address, or a name followed by the address in angle brackets',
    description: 'the sender of every mail',
  },
  HOSTING_PROVIDER: {
    usedBy: { api: { default: '' } },
    type: text,
    format: 'one line of text',
    description:
      'name, address and telephone number of the company that hosts the platform, which every shop’s legal notice has to name; empty leaves a blank there',
  },
  SOFTWARE_PUBLISHER: {
    usedBy: { api: { default: '' } },
    type: text,
    format: 'one line of text',
    description:
      'name, legal form, registration number and address of the company that answers for this software, for the attestation that shops in France print (art. 286, I, 3° bis CGI); empty leaves a blank there',
  },
  WORKER_STOP_SECONDS: {
    usedBy: { worker: { default: '30' } },
    type: count(1, 600),
    format: 'seconds, 1 to 600',
    description:
      'how long the worker, once asked to stop, waits for mails that it is sending; give it as long before it is killed',
  },
  MAIL_LIMIT_PER_RECIPIENT: {
    usedBy: { worker: { default: '10' } },
    type: count(1, 1_000_000),
    format: 'number of mails in 24 hours',
    description: 'how many mails about unpaid orders one address gets from one shop',
  },
  MAIL_LIMIT_PER_VISITOR: {
    usedBy: { worker: { default: '20' } },
    type: count(1, 1_000_000),
    format: 'number of mails in 24 hours',
    description: 'how many mails about unpaid orders one visitor of a shop can cause',
  },
  API_URL: {
    usedBy: { api: 'required', worker: 'required' },
    type: url,
    format: 'URL',
    description: 'the base URL at which browsers and banks reach the API',
  },
  PORTAL_URL: {
    usedBy: { api: 'required', worker: 'required' },
    type: url,
    format: 'URL',
    description:
      'the base URL of the merchant portal, for links in mails; passkeys are bound to its host name',
  },
  MEDIA_STORE: {
    usedBy: { api: { default: 'disk' }, worker: { default: 'disk' } },
    type: z.enum(['disk', 's3'], { error: 'must be disk or s3' }),
    format: 'disk, s3',
    description:
      'where the pictures that members upload are kept: in MEDIA_DIR, or in a bucket of a store that speaks S3',
  },
  MEDIA_DIR: {
    usedBy: { api: 'optional', worker: 'optional' },
    type: text,
    format: 'directory',
    description:
      'the pictures, if MEDIA_STORE is disk; the same directory for all replicas of API and worker',
  },
  S3_ENDPOINT: {
    usedBy: { api: 'optional', worker: 'optional' },
    type: serverUrl(({ protocol }) => protocol === 'https:', 'use https://'),
    format: 'URL without a path; https:// unless on this machine',
    description: 'the store of the pictures, if MEDIA_STORE is s3; without the name of the bucket',
  },
  S3_REGION: {
    usedBy: { api: { default: 'us-east-1' }, worker: { default: 'us-east-1' } },
    type: text,
    format: 'name of a region, such as eu-west-3',
    description: 'the region of that store; stores that have none accept the default',
  },
  S3_BUCKET: {
    usedBy: { api: 'optional', worker: 'optional' },
    type: text.refine((value) => /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(value), {
      error: 'must be the name of a bucket',
    }),
    format: 'name',
    description:
      'the bucket of the pictures, which exists already and need not be public: the API serves them',
  },
  S3_PATH_STYLE: {
    usedBy: { api: { default: 'on' }, worker: { default: 'on' } },
    type: z.enum(['on', 'off'], { error: 'must be on or off' }).transform((value) => value === 'on'),
    format: 'on, off',
    description:
      'on if the bucket is the first part of the path, off if it is the first part of the host name',
  },
  S3_ACCESS_KEY_ID: {
    usedBy: { api: 'optional', worker: 'optional' },
    type: text,
    format: 'text',
    description: 'who signs in to the store; may list the bucket, and get, put and delete its objects',
  },
  S3_SECRET_ACCESS_KEY: {
    usedBy: { api: 'optional', worker: 'optional' },
    type: text,
    format: 'text',
    description: 'the secret of S3_ACCESS_KEY_ID',
    secret: true,
    replacement: 'a second key at the store, then restart API and worker, then delete the first one',
  },
  STOREFRONT_URL: {
    usedBy: { shop: 'optional' },
    type: url,
    format: 'URL',
    description:
      'the base URL of a storefront that serves each shop on a subdomain; needs STOREFRONT_SHOPS_FILE',
  },
  STOREFRONT_SHOPS_FILE: {
    usedBy: { shop: 'optional' },
    type: text,
    format: 'file path, JSON',
    description: 'the file from which that storefront learns the keys of the shops that it serves',
  },
  PURGE_URL: {
    usedBy: { api: 'optional' },
    type: serverUrl(({ protocol }) => protocol === 'https:', 'use https://'),
    format: 'https:// URL; http:// on this machine only',
    description:
      'called with the tags of answers that caches in front of the API must forget; caches keep answers for an hour then, else for a minute',
  },
  PURGE_SECRET: {
    usedBy: { api: 'optional' },
    type: secrets,
    format: 'text of at least 16 characters, without commas; or several such texts, separated by commas',
    description: 'the key that signs the calls of PURGE_URL; with several, each call has a signature of each',
    secret: true,
    replacement: 'several secrets; each call is signed with all of them',
  },
  VISITOR_KEY: {
    usedBy: { api: 'required' },
    type: keys,
    format: KEY_FORMAT,
    description: 'the key that signs visitor ids and seals links to carts; without it, every cart is empty',
    secret: true,
    replacement: 'several keys; keep the earlier one for 180 days',
  },
  ORDER_TOKEN_KEY: {
    usedBy: { api: 'required', worker: 'required' },
    type: keys,
    format: KEY_FORMAT,
    description: 'the key of the tokens with which buyers open their orders; the same for API and worker',
    secret: true,
    replacement: 'several keys; keep the earlier one as long as mailed links shall work',
  },
  BANK_KEY: {
    usedBy: { api: 'required', 'rotate-keys': 'required' },
    type: keys,
    format: KEY_FORMAT,
    description:
      'the key that encrypts the credentials of gateway accounts and the secrets of two-factor sign-in; losing it locks out members who use that',
    secret: true,
    replacement: 'several keys; rotate-keys renew before the earlier one is removed',
  },
  WEBHOOK_KEY: {
    usedBy: { api: 'required', worker: 'required', 'rotate-keys': 'required' },
    type: keys,
    format: KEY_FORMAT,
    description:
      'the key that encrypts the secrets with which webhooks are signed; the same for API and worker. Once it is lost, every shop has to make new secrets',
    secret: true,
    replacement: 'several keys; rotate-keys renew before the earlier one is removed',
  },
  WEBHOOKS_TO_LOOPBACK: {
    usedBy: { api: { default: 'off' }, worker: { default: 'off' } },
    type: z.enum(['on', 'off'], { error: 'must be on or off' }).transform((value) => value === 'on'),
    format: 'on, off',
    description:
      'on lets shops send webhooks to the machine of the worker itself, by http too: only for local development',
  },
  AUDIT_KEY: {
    usedBy: { worker: 'required', 'audit-log': 'required', 'rotate-keys': 'required' },
    type: keys,
    format: KEY_FORMAT,
    description:
      'the key that signs the audit logs; never given to the API or the database. Once it is lost, the logs can be neither extended nor checked',
    secret: true,
    replacement: 'several keys; rotate-keys renew before the earlier one is removed',
  },
  KEPT_KEYS_DIR: {
    usedBy: { api: 'required', erase: 'optional', 'make-keys': 'required' },
    type: text,
    format: 'directory',
    description: 'the daily keys that encrypt the kept digits; erase destroys old keys only if it is set',
  },
  FRAGMENT_PUBLIC_KEYS_DIR: {
    usedBy: { api: 'required', erase: 'optional', 'make-keys': 'required' },
    type: text,
    format: 'directory',
    description: 'the daily public keys to which the last six digits are encrypted',
  },
  FRAGMENT_PRIVATE_KEYS_DIR: {
    usedBy: { worker: 'required', erase: 'optional', 'make-keys': 'required' },
    type: text,
    format: 'directory',
    description: 'the daily private keys that decrypt the last six digits; never given to the API',
  },
} as const satisfies Record<string, Variable>

export type VariableName = keyof typeof VARIABLES

/** A variable of one process, as the reference of settings shows it. */
export interface SettingReference {
  description: string
  /** The value used when the variable is not set. */
  default?: string
  required?: true
  secret?: true
  /** How a secret is replaced while the product runs. */
  replacement?: string
}

/** The variables of one process, for docs/reference/settings.md. */
export function settingsOf(processName: ProcessName): Record<string, SettingReference> {
  const settings: Record<string, SettingReference> = {}
  for (const [name, { usedBy, format, description, secret, replacement }] of Object.entries<Variable>(
    VARIABLES,
  )) {
    const need = usedBy[processName]
    if (!need) continue
    settings[name] = {
      description: `${capitalize(description)}. Format: ${format}.`,
      ...(typeof need === 'object' && need.default && { default: need.default }),
      ...(need === 'required' && { required: true as const }),
      ...(secret && { secret }),
      ...(replacement && { replacement }),
    }
  }
  return settings
}

const capitalize = (phrase: string): string => phrase.charAt(0).toUpperCase() + phrase.slice(1)
