import { UserFacingError } from './user-facing-error.ts'

/** One environment variable, as the code reads it and as `docs/reference/settings.md` describes it. */
export interface Setting {
  description: string
  /** The value used when the variable is not set. */
  default?: string
  /** The process does not start without it. */
  required?: true
  /** A key, password or token: never printed. */
  secret?: true
  /** Of a secret of a server: how it is replaced while the product runs. */
  replacement?: string
}

export type Settings = Record<string, Setting>

/** Every variable that the commands in this folder read. `docs/reference/settings.md` is generated from it. */
export const localSettings = {
  PORT_BASE: {
    description:
      'First port. The processes take the next free ports in this order: api, portal, storefront, bank, mailbox, smtp, postgres, redis, then the metrics of api, worker, portal and storefront, the health of api, the documentation, and the page for operators with its metrics.',
    default: '4000',
  },
  EXPLORER: {
    description:
      '`on` or `off`: whether the requests in the documentation can be run, in a demo shop whose websites then include the documentation.',
    default: 'on',
  },
  DATABASE_URL: {
    description:
      'PostgreSQL 15 or newer to use instead of the embedded one, as an owner with CREATEROLE. On another machine it needs `?sslmode=verify-full`.',
    secret: true,
  },
  REDIS_URL: {
    description:
      'Redis 6.2 or newer to use instead of a local one, with `maxmemory-policy noeviction` and `appendonly yes`. On another machine it must be `rediss://`.',
    secret: true,
  },
  SMTP_URL: {
    description:
      'Mail server to use instead of the local mailbox. On another machine it must be `smtps://…` or `smtp://…?requireTLS=true`.',
    secret: true,
  },
  BACKUP_DIR: {
    description:
      'With it, `npm start` backs up all the time. `npm run backup` and `npm run restore` need it; see [backups](../backups.md).',
  },
  CHROMIUM_PATH: {
    description:
      'Chromium for the browser tests. If not set, an installed one is used, or one is downloaded.',
  },
  GPG_PATH: {
    description:
      'GnuPG 2.2 or newer for the tests of encrypted mail. If not set, an installed one is used, or one is downloaded.',
  },
  XMLLINT_PATH: {
    description:
      'xmllint for the tests of electronic invoices. If not set, an installed one is used, or one is downloaded.',
  },
  APACHE_PATH: {
    description:
      'Script that starts Apache httpd 2.4 for the tests of answers that caches keep. If not set, an installed one is used, or one is downloaded.',
  },
  PROMETHEUS_PATH: {
    description:
      'Folder with prometheus, promtool and amtool for the tests of the alerts. If not set, installed ones are used, or some are downloaded.',
  },
  CADDY_PATH: {
    description:
      'Caddy 2 for the tests of certificates. If not set, an installed one is used, or one is downloaded.',
  },
  FAKETIME_LIBRARY: {
    description:
      'libfaketimeMT.so.1 for the tests in which the clock jumps (Linux). If not set, an installed one is used, or one is downloaded.',
  },
  PLAYWRIGHT_BROWSERS_PATH: { description: 'Folder in which Playwright keeps its browsers.' },
  XDG_CACHE_HOME: {
    description: 'Parent of the folder `triclic` that holds downloads shared by all checkouts.',
    default: '~/.cache',
  },
  ATTACK_INPUTS: {
    description: 'Number of generated requests that the attack test sends.',
    default: '10000 in `npm test`, 100000 in `npm run test:attack`',
  },
  KILLED_INVOICES: {
    description: 'Number of invoices that workers issue while they are killed.',
    default: '300 in `npm test`, 10000 in `npm run test:invoices`',
  },
  RESTORE_ROUNDS: {
    description: 'How often the restore test loses everything at a random moment.',
    default: '1 in `npm test`, 5 in `npm run test:restore`',
  },
  CLOCK_JUMPS: {
    description: 'Which jumps of the clock are tested: `short` or `all`.',
    default: '`short` in `npm test`, `all` in `npm run test:clock`',
  },
  CUSTODY_ORDERS: {
    description: 'Number of orders that the custody test places.',
    default: '20 in `npm test`, 200 in `npm run test:custody`',
  },
  PAGE_WIDTHS: {
    description:
      'With `all`, tests check every page wide and narrow; otherwise French pages narrow and English ones wide.',
    default: 'unset in `npm test`, `all` in `npm run test:pages`',
  },
  SEED: {
    description: 'Seed of the random numbers in tests. A failed run prints its seed, which repeats it.',
  },
} as const satisfies Settings

/** The value of a documented variable; an empty one counts as not set. */
export function readSetting(name: keyof typeof localSettings): string | undefined {
  return process.env[name] || undefined
}

/** The first port to use. Throws a {@link UserFacingError} if PORT_BASE is not a port number. */
export function readPortBase(): number {
  const port = Number(readSetting('PORT_BASE') ?? localSettings.PORT_BASE.default)
  if (!Number.isInteger(port) || port < 1 || port > 65_000)
    throw new UserFacingError('PORT_BASE must be a port number between 1 and 65000.')
  return port
}

/** Whether the requests in the documentation can be run. Throws a {@link UserFacingError} if EXPLORER is neither on nor off. */
export function mayRunRequests(): boolean {
  const value = readSetting('EXPLORER') ?? localSettings.EXPLORER.default
  if (value !== 'on' && value !== 'off') throw new UserFacingError('EXPLORER must be on or off.')
  return value === 'on'
}
