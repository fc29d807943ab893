import type pg from 'pg'
import { readSetting } from '../settings.ts'
import { redisInfo } from '../stores/redis-info.ts'
import { withConnection } from '../../backup/postgres/connect.ts'
import { UserFacingError } from '../user-facing-error.ts'

/** Services that are already running and are used instead of local ones. */
export interface ExternalServices {
  /** The URL of an owner with CREATEROLE. */
  databaseUrl?: string
  redisUrl?: string
  smtpUrl?: string
}

/** Reads DATABASE_URL, REDIS_URL and SMTP_URL. */
export function readExternalServices(): ExternalServices {
  const databaseUrl = readSetting('DATABASE_URL')
  const redisUrl = readSetting('REDIS_URL')
  const smtpUrl = readSetting('SMTP_URL')
  return { ...(databaseUrl && { databaseUrl }), ...(redisUrl && { redisUrl }), ...(smtpUrl && { smtpUrl }) }
}

/**
 * Checks that every external service is reachable, recent enough and safely configured, and that one on another machine
 * uses verified TLS. Throws a {@link UserFacingError} for the first problem.
 */
export async function checkExternalServices({
  databaseUrl,
  redisUrl,
  smtpUrl,
}: ExternalServices): Promise<void> {
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

function requireTls(name: string, text: string, isSecure: (url: URL) => boolean, fix: string): void {
  if (!URL.canParse(text)) throw new UserFacingError(`${name} is not a URL.`)
  const url = new URL(text)
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\]|)$/.test(url.hostname)
  if (!isLoopback && !isSecure(url)) {
    throw new UserFacingError(
      `${name} points to another machine (${url.hostname}) without verified TLS. Use ${fix}.`,
    )
  }
}

async function checkDatabase(connectionString: string): Promise<void> {
  const [server] = await withConnection(connectionString, readServer).catch((error: unknown) => {
    throw new UserFacingError(`Cannot connect to DATABASE_URL: ${reason(error)}.`, { cause: error })
  })
  if (!server || server.version < 150_000)
    throw new UserFacingError('DATABASE_URL must point to PostgreSQL 15 or newer.')
  if (!server.canCreateRoles)
    throw new UserFacingError('The user in DATABASE_URL must be allowed to create roles (CREATEROLE).')
}

async function readServer(client: pg.Client): Promise<{ version: number; canCreateRoles: boolean }[]> {
  const { rows } = await client.query<{ version: number; canCreateRoles: boolean }>(
    `select current_setting('server_version_num')::int as version, rolcreaterole or rolsuper as "canCreateRoles"
     from pg_roles where rolname = current_user`,
  )
  return rows
}

async function checkRedis(url: string): Promise<void> {
  const info = await redisInfo(url).catch((error: unknown) => {
    throw new UserFacingError(`Cannot connect to REDIS_URL: ${reason(error)}.`, { cause: error })
  })
  const [major = 0, minor = 0] = (info['redis_version'] ?? '').split('.').map(Number)
  if (major < 6 || (major === 6 && minor < 2))
    throw new UserFacingError('REDIS_URL must point to Redis 6.2 or newer.')
  if (info['maxmemory_policy'] !== 'noeviction') {
    throw new UserFacingError(
      'REDIS_URL evicts keys, which could lose queued mail. Set maxmemory-policy to noeviction.',
    )
  }
  if (info['aof_enabled'] !== '1') {
    throw new UserFacingError(
      'REDIS_URL has no append-only file, which could lose queued mail. Set appendonly to yes.',
    )
  }
}

function reason(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string }
  return message?.replace(/\.$/, '') || code || 'no response'
}

/** The URL of the same database for another role. */
export function withRole(ownerUrl: string, role: string, password: string): string {
  const url = new URL(ownerUrl)
  url.username = role
  url.password = password
  return url.href
}
