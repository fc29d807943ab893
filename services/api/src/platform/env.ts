import type { z } from 'zod'
import { VARIABLES, type ProcessName, type Variable, type VariableName } from './env-variables.ts'
import { readSecret } from './read-secret.ts'

/** Variables are missing or malformed. The message is one line for the operator and quotes no value. */
export class EnvError extends Error {}

export type Environment = Record<string, string | undefined>

type Table = typeof VARIABLES
type Output<N extends VariableName> = z.output<Table[N]['type']>
type NeedOf<N extends VariableName, P extends ProcessName> =
  Table[N]['usedBy'] extends Record<P, infer Need> ? Need : never
type Values<P extends ProcessName> = {
  [N in VariableName as NeedOf<N, P> extends never ? never : N]:
    Output<N> | (NeedOf<N, P> extends 'optional' ? undefined : never)
}

/**
 * Parses the variables of one process and ignores all others. An empty variable counts as not set. A secret may be in a file: see read-secret.ts.
 * @throws EnvError that names every missing or malformed variable
 */
function parseEnvironment<P extends ProcessName>(processName: P, environment: Environment): Values<P> {
  const problems: string[] = []
  const values: Record<string, unknown> = {}
  for (const [name, { usedBy, type, description, secret }] of Object.entries<Variable>(VARIABLES)) {
    const need = usedBy[processName]
    if (!need) continue
    const given = secret ? readSecret(name, environment) : { value: environment[name] }
    if ('problem' in given) {
      problems.push(given.problem)
      continue
    }
    const value = given.value || (typeof need === 'object' ? need.default : undefined)
    if (value === undefined) {
      if (need === 'required') problems.push(`${name} is missing: ${description}.`)
      continue
    }
    const parsed = type.safeParse(value)
    if (parsed.success) values[name] = parsed.data
    else problems.push(`${name} ${parsed.error.issues[0]?.message ?? 'is malformed'}.`)
  }
  if (problems.length > 0) throw new EnvError(problems.join(' '))
  return values as Values<P>
}

/** A bucket of a store that speaks S3. */
export interface S3Settings {
  store: 's3'
  /** Without a final slash. */
  endpoint: string
  region: string
  bucket: string
  /** Whether the bucket is part of the path, not of the host name. */
  isPathStyle: boolean
  accessKeyId: string
  secretAccessKey: string
}

/** Where the files of pictures are kept. */
export type MediaSettings = { store: 'disk'; folder: string } | S3Settings

/** @throws EnvError that names what the chosen store lacks */
function mediaSettings(values: Values<'api'> | Values<'worker'>): MediaSettings {
  const missing: VariableName[] = []
  const need = <
    N extends 'MEDIA_DIR' | 'S3_ENDPOINT' | 'S3_BUCKET' | 'S3_ACCESS_KEY_ID' | 'S3_SECRET_ACCESS_KEY',
  >(
    name: N,
  ): string => {
    const value = values[name]
    if (value === undefined) missing.push(name)
    return value ?? ''
  }
  const settings: MediaSettings =
    values.MEDIA_STORE === 'disk'
      ? { store: 'disk', folder: need('MEDIA_DIR') }
      : {
          store: 's3',
          endpoint: need('S3_ENDPOINT'),
          region: values.S3_REGION,
          bucket: need('S3_BUCKET'),
          isPathStyle: values.S3_PATH_STYLE,
          accessKeyId: need('S3_ACCESS_KEY_ID'),
          secretAccessKey: need('S3_SECRET_ACCESS_KEY'),
        }
  if (missing.length === 0) return settings
  throw new EnvError(missing.map((name) => `${name} is missing: ${VARIABLES[name].description}.`).join(' '))
}

/** Where metrics are served; null if they are not. */
const metricsAddress = (values: { METRICS_PORT: number | undefined; METRICS_HOST: string }) =>
  values.METRICS_PORT === undefined ? null : { port: values.METRICS_PORT, host: values.METRICS_HOST }

function commonEnv(values: Values<'api'> | Values<'worker'>) {
  return {
    logLevel: values.LOG_LEVEL,
    metrics: metricsAddress(values),
    databaseUrl: values.DATABASE_URL,
    preparesStatements: values.DATABASE_PREPARED_STATEMENTS,
    redisUrl: values.REDIS_URL,
    /** The base URL at which browsers and banks reach the API, without a final slash. */
    apiUrl: values.API_URL,
    portalUrl: values.PORTAL_URL,
    orderTokenKeys: values.ORDER_TOKEN_KEY,
    webhookKeys: values.WEBHOOK_KEY,
    /** Whether webhooks may be sent to this machine itself. */
    allowsWebhooksToLoopback: values.WEBHOOKS_TO_LOOPBACK,
    media: mediaSettings(values),
  }
}

/** The environment of the API process. @throws EnvError */
export function readApiEnv(environment: Environment = process.env) {
  const values = parseEnvironment('api', environment)
  const { TLS_CERT_FILE: certFile, TLS_KEY_FILE: keyFile } = values
  if (Boolean(certFile) !== Boolean(keyFile))
    throw new EnvError('TLS_CERT_FILE and TLS_KEY_FILE belong together: set both or neither.')
  const { PURGE_URL: purgeUrl, PURGE_SECRET: purgeSecrets } = values
  if (Boolean(purgeUrl) !== Boolean(purgeSecrets))
    throw new EnvError('PURGE_URL and PURGE_SECRET belong together: set both or neither.')
  return {
    ...commonEnv(values),
    port: values.PORT,
    host: values.HOST,
    trustProxy: values.TRUST_PROXY,
    maxConnections: { perAddress: values.MAX_CONNECTIONS_PER_ADDRESS, total: values.MAX_CONNECTIONS },
    /** Where health is served apart from all other requests; null if it is not. */
    health: values.HEALTH_PORT === undefined ? null : { port: values.HEALTH_PORT, host: values.HEALTH_HOST },
    tls: certFile && keyFile ? { certFile, keyFile } : null,
    visitorKeys: values.VISITOR_KEY,
    /** Where caches in front of the API are told what to forget; null if there are none. */
    purgeHook: purgeUrl && purgeSecrets ? { url: purgeUrl, secrets: purgeSecrets } : null,
    bankKeys: values.BANK_KEY,
    hostingProvider: values.HOSTING_PROVIDER,
    softwarePublisher: values.SOFTWARE_PUBLISHER,
    keptKeysDir: values.KEPT_KEYS_DIR,
    fragmentPublicKeysDir: values.FRAGMENT_PUBLIC_KEYS_DIR,
    /** Whether merchants open shops by themselves. */
    allowsSignUp: values.SIGN_UP,
  }
}

/** The environment of the worker process. @throws EnvError */
export function readWorkerEnv(environment: Environment = process.env) {
  const values = parseEnvironment('worker', environment)
  return {
    ...commonEnv(values),
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM,
    /** How long a stop waits for mails that are being sent. */
    stopSeconds: values.WORKER_STOP_SECONDS,
    mailLimits: { perRecipient: values.MAIL_LIMIT_PER_RECIPIENT, perVisitor: values.MAIL_LIMIT_PER_VISITOR },
    fragmentPrivateKeysDir: values.FRAGMENT_PRIVATE_KEYS_DIR,
    auditKeys: values.AUDIT_KEY,
  }
}

/** The three key folders, for the command that creates and destroys daily keys. @throws EnvError */
export function readKeyFolders(environment: Environment = process.env) {
  const values = parseEnvironment('make-keys', environment)
  return {
    keptKeysDir: values.KEPT_KEYS_DIR,
    fragmentPublicKeysDir: values.FRAGMENT_PUBLIC_KEYS_DIR,
    fragmentPrivateKeysDir: values.FRAGMENT_PRIVATE_KEYS_DIR,
  }
}

/** The environment of the erase command: the stores, and either all three key folders or none. @throws EnvError */
export function readEraseEnv(environment: Environment = process.env) {
  const values = parseEnvironment('erase', environment)
  return {
    logLevel: values.LOG_LEVEL,
    databaseUrl: values.DATABASE_URL,
    redisUrl: values.REDIS_URL,
    keyFolders: values.KEPT_KEYS_DIR ? readKeyFolders(environment) : null,
  }
}

/** The environment of the command that verifies the audit logs. @throws EnvError */
export function readAuditLogEnv(environment: Environment = process.env) {
  const values = parseEnvironment('audit-log', environment)
  return { databaseUrl: values.DATABASE_URL, auditKeys: values.AUDIT_KEY }
}

/** The environment of the command that renews what is stored with earlier keys. @throws EnvError */
export function readRotateKeysEnv(environment: Environment = process.env) {
  const values = parseEnvironment('rotate-keys', environment)
  return {
    databaseOwnerUrl: values.DATABASE_OWNER_URL,
    bankKeys: values.BANK_KEY,
    webhookKeys: values.WEBHOOK_KEY,
    auditKeys: values.AUDIT_KEY,
  }
}

/** The environment of the command that opens and closes shops. @throws EnvError */
export function readShopEnv(environment: Environment = process.env) {
  const values = parseEnvironment('shop', environment)
  const { STOREFRONT_URL: url, STOREFRONT_SHOPS_FILE: shopsFile } = values
  return {
    databaseOwnerUrl: values.DATABASE_OWNER_URL,
    /** Where new shops are shown at once; null if no storefront serves them. */
    storefront: url && shopsFile ? { url, shopsFile } : null,
  }
}

/** The environment of the migrate command, which runs as the owner of the database. @throws EnvError */
export function readOwnerEnv(environment: Environment = process.env) {
  const values = parseEnvironment('migrate', environment)
  return {
    databaseOwnerUrl: values.DATABASE_OWNER_URL,
    apiRolePassword: values.API_ROLE_PASSWORD,
    workerRolePassword: values.WORKER_ROLE_PASSWORD,
    operatorPageRolePassword: values.OPERATOR_PAGE_ROLE_PASSWORD,
  }
}

/** The environment of the page for operators. @throws EnvError */
export function readOperatorPageEnv(environment: Environment = process.env) {
  const values = parseEnvironment('operator-page', environment)
  return {
    logLevel: values.LOG_LEVEL,
    host: values.HOST,
    port: values.OPERATOR_PORT,
    metrics: metricsAddress(values),
    /** Where operators reach the page, without a final slash. */
    url: values.OPERATOR_URL,
    databaseUrl: values.DATABASE_URL,
    operatorKeys: values.OPERATOR_KEY,
    /** Where the servers serve their metrics, by their names. */
    metricsOf: values.METRICS_OF,
  }
}

/** The environment of the command that makes the accounts of operators. @throws EnvError */
export function readOperatorEnv(environment: Environment = process.env) {
  const values = parseEnvironment('operator', environment)
  return { databaseOwnerUrl: values.DATABASE_OWNER_URL, operatorKeys: values.OPERATOR_KEY }
}

export type OperatorPageEnv = ReturnType<typeof readOperatorPageEnv>
export type ApiEnv = ReturnType<typeof readApiEnv>
export type WorkerEnv = ReturnType<typeof readWorkerEnv>
