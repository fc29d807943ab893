import pg from 'pg'
import { redisInfo } from './redis-info.ts'
import { Sentence } from './sentence.ts'

/** Parts that run already and are used instead of the embedded ones. */
export interface Given {
  /** The owner's URL, able to create roles. */
  databaseUrl?: string
  redisUrl?: string
  smtpUrl?: string
}

export function givenBy(env: NodeJS.ProcessEnv): Given {
  const { DATABASE_URL, REDIS_URL, SMTP_URL } = env
  return {
    ...(DATABASE_URL ? { databaseUrl: DATABASE_URL } : {}),
    ...(REDIS_URL ? { redisUrl: REDIS_URL } : {}),
    ...(SMTP_URL ? { smtpUrl: SMTP_URL } : {}),
  }
}

/** Throws the first sentence that stands against a given part; says nothing else. */
export async function checkGiven({ databaseUrl, redisUrl, smtpUrl }: Given): Promise<void> {
  if (databaseUrl) requireTls('DATABASE_URL', databaseUrl, isVerifiedDatabase, 'sslmode=verify-full')
  if (redisUrl) requireTls('REDIS_URL', redisUrl, (url) => url.protocol === 'rediss:', 'rediss://')
  if (smtpUrl) requireTls('SMTP_URL', smtpUrl, isVerifiedSmtp, 'smtps:// or smtp://…?requireTLS=true')
  if (databaseUrl) await checkDatabase(databaseUrl)
  if (redisUrl) await checkRedis(redisUrl)
}

function isVerifiedDatabase(url: URL): boolean {
  return url.searchParams.get('sslmode') === 'verify-full'
}

function isVerifiedSmtp(url: URL): boolean {
  const unverified = url.searchParams.get('tls.rejectUnauthorized') === 'false'
  return !unverified && (url.protocol === 'smtps:' || url.searchParams.get('requireTLS') === 'true')
}

function requireTls(name: string, text: string, isSecure: (url: URL) => boolean, how: string): void {
  if (!URL.canParse(text)) throw new Sentence(`${name} is not a URL.`)
  const url = new URL(text)
  const here = /^(localhost|127(\.\d+){3}|\[::1\]|)$/.test(url.hostname)
  if (!here && !isSecure(url)) {
    throw new Sentence(`${name} names another machine (${url.hostname}) without verified TLS: use ${how}.`)
  }
}

async function checkDatabase(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ version: number; may: boolean }>(
      `select current_setting('server_version_num')::int as version, rolcreaterole or rolsuper as may
       from pg_roles where rolname = current_user`,
    )
    const [found] = rows
    if (!found || found.version < 150_000)
      throw new Sentence('DATABASE_URL must be a PostgreSQL 15 or newer.')
    if (!found.may) throw new Sentence('DATABASE_URL must be of an owner that may create roles (CREATEROLE).')
  } catch (error) {
    if (error instanceof Sentence) throw error
    throw new Sentence(`DATABASE_URL can't be reached: ${reason(error)}.`, { cause: error })
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function checkRedis(url: string): Promise<void> {
  const info = await redisInfo(url).catch((error: unknown) => {
    throw new Sentence(`REDIS_URL can't be reached: ${reason(error)}.`, { cause: error })
  })
  const [major = 0, minor = 0] = (info['redis_version'] ?? '').split('.').map(Number)
  if (major < 6 || (major === 6 && minor < 2)) throw new Sentence('REDIS_URL must be a Redis 6.2 or newer.')
  if (info['maxmemory_policy'] !== 'noeviction') {
    throw new Sentence('REDIS_URL evicts keys, and a queued mail could go: set maxmemory-policy noeviction.')
  }
  if (info['aof_enabled'] !== '1') {
    throw new Sentence('REDIS_URL keeps no append-only file, and a queued mail could go: set appendonly yes.')
  }
}

function reason(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string }
  return message?.replace(/\.$/, '') || code || 'no answer'
}

/** The same database as another role. */
export function asRole(ownerUrl: string, role: string, password: string): string {
  const url = new URL(ownerUrl)
  url.username = role
  url.password = password
  return url.href
}
