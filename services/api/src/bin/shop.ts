import 'reflect-metadata'
import { parseArgs } from 'node:util'
import { errorMessage } from '@triclic/error-codes'
import { entities } from '../app/entities.ts'
import { OPERATOR } from '../audit/operator.ts'
import { OperationError } from '../kernel/errors.ts'
import { connectOrm, type Orm } from '../platform/db/orm.ts'
import { readShopEnv } from '../platform/env.ts'
import { changeShopStatus } from '../shop/change-shop-status.ts'
import { connectStorefront } from '../shop/connect-storefront.ts'
import { createShop } from '../shop/create-shop.ts'
import { listShops } from '../shop/list-shops.ts'
import type { ShopKeyPair } from '../shop/new-shop-key.ts'
import { addToShopsFile } from './storefront-shops-file.ts'

// Opens, lists, suspends, resumes and closes shops. Prints lines for a person, or with --json one JSON value.

const USAGE = `Usage:
  shop create --slug <slug> --name <name> --owner <email> [--country <FR>] [--locale <fr|en>] [--json]
  shop list [--json]
  shop connect <slug>: the storefront of this machine serves the shop
  shop suspend <slug> | shop resume <slug> | shop close <slug>`

class UsageError extends Error {}

const STATUS_OF = { suspend: 'SUSPENDED', resume: 'ACTIVE', close: 'CLOSED' } as const
const isStatusCommand = (command: string): command is keyof typeof STATUS_OF =>
  Object.hasOwn(STATUS_OF, command)

type ShopEnv = ReturnType<typeof readShopEnv>

type Values = Partial<Record<'slug' | 'name' | 'owner' | 'country' | 'locale', string | undefined>>

/** The result for --json, and the lines for a person. */
interface Output {
  json: unknown
  lines: string[]
}

async function create(orm: Orm, env: ShopEnv, values: Values): Promise<Output> {
  const { slug, name, owner, country = 'FR', locale } = values
  if (!slug || !name || !owner) throw new UsageError(USAGE)
  if (locale !== undefined && locale !== 'fr' && locale !== 'en') throw new UsageError(USAGE)
  const shop = await createShop(orm, OPERATOR, { slug, name, owner, country, locale })
  const origin = env.storefront && (await connect(orm, env.storefront, slug, shop.key))
  return {
    json: { ...shop, ...shop.key, ...(origin && { origin }) },
    lines: [
      `The shop ${shop.slug} is open: ${shop.country}, ${shop.currency}, ${shop.locale}, ${shop.timeZone}.`,
      `An invitation is on its way to ${shop.owner}.`,
      `Publishable key: ${shop.key.key}`,
      `Secret key:      ${shop.key.secret}   (shown once)`,
      ...(origin ? [`Storefront:      ${origin}`] : []),
    ],
  }
}

/** Shows the shop on its subdomain of the storefront, and returns the origin. */
async function connect(
  orm: Orm,
  { url, shopsFile }: NonNullable<ShopEnv['storefront']>,
  slug: string,
  key?: ShopKeyPair,
): Promise<string> {
  const { protocol, host } = new URL(url)
  const origin = `${protocol}//${slug}.${host}`
  const pair = await connectStorefront(orm, { slug, origin, ...(key && { key }) })
  addToShopsFile(shopsFile, { slug, ...pair, host: `${slug}.${host}` })
  return origin
}

async function connectToStorefront(orm: Orm, env: ShopEnv, slug: string): Promise<Output> {
  if (!env.storefront) throw new UsageError('STOREFRONT_URL and STOREFRONT_SHOPS_FILE are not set.')
  const origin = await connect(orm, env.storefront, slug)
  return { json: { slug, origin }, lines: [`Storefront: ${origin}`] }
}

async function list(orm: Orm): Promise<Output> {
  const shops = await listShops(orm)
  const lines = shops.map(({ slug, name, status, country, owners }) =>
    [slug, name, status, country, owners.join(', ') || '(no owner yet)'].join('\t'),
  )
  return { json: shops, lines }
}

async function run(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      slug: { type: 'string' },
      name: { type: 'string' },
      owner: { type: 'string' },
      country: { type: 'string' },
      locale: { type: 'string' },
      json: { type: 'boolean' },
    },
  })
  const [command = '', slug = '', ...rest] = positionals
  const takesSlug = command === 'connect' || isStatusCommand(command)
  if (rest.length > 0 || takesSlug !== (slug !== '')) throw new UsageError(USAGE)
  if (!takesSlug && command !== 'create' && command !== 'list') throw new UsageError(USAGE)
  const env = readShopEnv()
  const orm = await connectOrm(env.databaseUrl, entities, 'triclic_api', 1)
  const execute = () => {
    if (isStatusCommand(command)) return changeStatus(orm, command, slug)
    if (command === 'connect') return connectToStorefront(orm, env, slug)
    return command === 'create' ? create(orm, env, values) : list(orm)
  }
  try {
    const { json, lines } = await execute()
    process.stdout.write(
      values.json ? `${JSON.stringify(json)}\n` : lines.map((line) => `${line}\n`).join(''),
    )
  } finally {
    await orm.close()
  }
}

async function changeStatus(orm: Orm, command: keyof typeof STATUS_OF, slug: string): Promise<Output> {
  const change = await changeShopStatus(orm, slug, STATUS_OF[command])
  return { json: change, lines: [`${slug}: ${change.before} → ${change.status}`] }
}

function describe(error: unknown): string {
  if (!(error instanceof OperationError)) return error instanceof Error ? error.message : String(error)
  return error.userErrors
    .map(({ code, field }) => `${field?.join('.') ?? ''}: ${code}. ${errorMessage(code, 'en')}`)
    .join('\n')
}

try {
  await run()
} catch (error) {
  process.stderr.write(`${describe(error)}\n`)
  process.exitCode = error instanceof UsageError ? 2 : 1
}
