/** The environment, read once at start. A missing or malformed variable is one sentence and no start. */

export class EnvError extends Error {}

type Variables = Record<string, string | undefined>

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]', '::1'])

export const isLoopback = (host: string): boolean => LOOPBACK.has(host) || /^127\.\d+\.\d+\.\d+$/.test(host)

function required(variables: Variables, name: string): string {
  const value = variables[name]
  if (!value) throw new EnvError(`${name} is not set; .env.example says what it holds.`)
  return value
}

function port(variables: Variables, name: string, otherwise: number): number {
  const value = Number(variables[name] ?? otherwise)
  if (!Number.isInteger(value) || value < 0 || value > 65535)
    throw new EnvError(`${name} is not a port number.`)
  return value
}

function key(variables: Variables, name: string): Buffer {
  const bytes = Buffer.from(required(variables, name), 'base64')
  if (bytes.length !== 32) throw new EnvError(`${name} is not 32 bytes in base64.`)
  return bytes
}

function url(variables: Variables, name: string): string {
  const value = required(variables, name)
  if (!URL.canParse(value)) throw new EnvError(`${name} is not a URL.`)
  return value.replace(/\/$/, '')
}

/** The URL of a server that must be reached over verified TLS unless it is on this machine. */
function serverUrl(variables: Variables, name: string, isSecure: (url: URL) => boolean): string {
  const value = url(variables, name)
  const parsed = new URL(value)
  if (!isLoopback(parsed.hostname) && !isSecure(parsed))
    throw new EnvError(`${name} points to another machine without verified TLS.`)
  return value
}

const databaseUrl = (variables: Variables, name: string) =>
  serverUrl(variables, name, (u) => u.searchParams.get('sslmode') === 'verify-full')

const redisUrl = (variables: Variables) => serverUrl(variables, 'REDIS_URL', (u) => u.protocol === 'rediss:')

const common = (variables: Variables) => ({
  production: variables.NODE_ENV === 'production',
  logLevel: variables.LOG_LEVEL ?? 'info',
  databaseUrl: databaseUrl(variables, 'DATABASE_URL'),
  redisUrl: redisUrl(variables),
  /** Base URL by which browsers and banks reach the API, without a final slash. */
  apiUrl: url(variables, 'API_URL'),
  portalUrl: url(variables, 'PORTAL_URL'),
  orderTokenKey: key(variables, 'ORDER_TOKEN_KEY'),
})

export function readApiEnv(variables: Variables = process.env) {
  const tlsCertFile = variables.TLS_CERT_FILE
  const tlsKeyFile = variables.TLS_KEY_FILE
  if (Boolean(tlsCertFile) !== Boolean(tlsKeyFile))
    throw new EnvError('TLS_CERT_FILE and TLS_KEY_FILE go together: set both or neither.')
  return {
    ...common(variables),
    port: port(variables, 'PORT', 4000),
    host: variables.HOST ?? '127.0.0.1',
    /** Addresses or ranges of the proxies whose x-forwarded-* headers are believed; none by default. */
    trustProxy: (variables.TRUST_PROXY ?? '')
      .split(',')
      .map((s) => s.trim())
      .filter(Boolean),
    tls: tlsCertFile && tlsKeyFile ? { certFile: tlsCertFile, keyFile: tlsKeyFile } : null,
    visitorKey: key(variables, 'VISITOR_KEY'),
    bankKey: key(variables, 'BANK_KEY'),
    keptKeysDir: required(variables, 'KEPT_KEYS_DIR'),
    fragmentPublicKeysDir: required(variables, 'FRAGMENT_PUBLIC_KEYS_DIR'),
  }
}

export function readWorkerEnv(variables: Variables = process.env) {
  return {
    ...common(variables),
    smtpUrl: url(variables, 'SMTP_URL'),
    mailFrom: required(variables, 'MAIL_FROM'),
    fragmentPrivateKeysDir: required(variables, 'FRAGMENT_PRIVATE_KEYS_DIR'),
  }
}

/** The three folders of keys, for the process that makes and destroys them. */
export function readKeyFolders(variables: Variables = process.env) {
  return {
    keptKeysDir: required(variables, 'KEPT_KEYS_DIR'),
    fragmentPublicKeysDir: required(variables, 'FRAGMENT_PUBLIC_KEYS_DIR'),
    fragmentPrivateKeysDir: required(variables, 'FRAGMENT_PRIVATE_KEYS_DIR'),
  }
}

/** What the erasing command needs: the worker's stores, and all three key folders or none. */
export function readEraseEnv(variables: Variables = process.env) {
  return {
    logLevel: variables.LOG_LEVEL ?? 'warn',
    databaseUrl: databaseUrl(variables, 'DATABASE_URL'),
    redisUrl: redisUrl(variables),
    keyFolders: variables.KEPT_KEYS_DIR ? readKeyFolders(variables) : null,
  }
}

export function readOwnerEnv(variables: Variables = process.env) {
  return {
    databaseOwnerUrl: databaseUrl(variables, 'DATABASE_OWNER_URL'),
    apiRolePassword: variables.API_ROLE_PASSWORD,
    workerRolePassword: variables.WORKER_ROLE_PASSWORD,
  }
}

export type ApiEnv = ReturnType<typeof readApiEnv>
export type WorkerEnv = ReturnType<typeof readWorkerEnv>
