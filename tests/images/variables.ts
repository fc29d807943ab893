import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Demo } from '../../infra/local/product/run-file.ts'

/** The addresses of Caddy. It makes certificates of its own for the name localhost. */
export const ORIGINS = {
  api: 'https://localhost',
  portal: 'https://localhost:4444',
  storefront: 'https://localhost:4445',
  docs: 'https://localhost:4446',
} as const

const hostOf = (origin: string): string => new URL(origin).host

/** The variables of infra/compose.yml with new random secrets, as infra/README.md makes them, and with backups in `folder`. */
export function createVariables(smtpUrl: string, folder: string): Record<string, string> {
  const password = () => randomBytes(24).toString('hex')
  const key = () => randomBytes(32).toString('base64')
  return {
    API_HOST: hostOf(ORIGINS.api),
    PORTAL_HOST: hostOf(ORIGINS.portal),
    STOREFRONT_HOSTS: hostOf(ORIGINS.storefront),
    STOREFRONT_SHOPS: '[]',
    DOCS_HOST: hostOf(ORIGINS.docs),
    ARCHIVE_MODE: 'on',
    BACKUP_FOLDER: join(folder, 'backups'),
    KEY_BACKUP_FOLDER: join(folder, 'key-backups'),
    IDENTITY_FOLDER: join(folder, 'identities'),
    SMTP_URL: smtpUrl,
    MAIL_FROM: 'Orders <orders@triclic.example>',
    POSTGRES_PASSWORD: password(),
    OWNER_PASSWORD: password(),
    API_ROLE_PASSWORD: password(),
    WORKER_ROLE_PASSWORD: password(),
    OPERATOR_PAGE_ROLE_PASSWORD: password(),
    REDIS_PASSWORD: password(),
    VISITOR_KEY: key(),
    ORDER_TOKEN_KEY: key(),
    WEBHOOK_KEY: key(),
    BANK_KEY: key(),
    AUDIT_KEY: key(),
    OPERATOR_KEY: key(),
  }
}

/** STOREFRONT_SHOPS with the first demo shop at the address of Caddy. */
export function storefrontShops({ shops }: Demo): string {
  const list = shops
    .slice(0, 1)
    .map(({ slug, key, secret }) => ({ slug, key, secret, host: hostOf(ORIGINS.storefront) }))
  return JSON.stringify(list)
}
