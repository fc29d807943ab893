import 'reflect-metadata'
import { parseArgs } from 'node:util'
import { errorMessage } from '@triclic/error-codes'
import { entities } from '../app/entities.ts'
import { OPERATOR } from '../audit/operator.ts'
import { inviteOwner } from '../member/invitation/invite-owner.ts'
import { OperationError } from '../kernel/errors.ts'
import { connectOrm, type Orm } from '../platform/db/orm.ts'
import { OPERATOR_ROLE } from '../platform/db/roles.ts'
import { readShopEnv } from '../platform/env.ts'
import { allowWebsite } from '../shop/allow-website.ts'
import { changeShopStatus } from '../shop/change-shop-status.ts'
import { connectStorefront } from '../shop/connect-storefront.ts'
import { createShop } from '../shop/create-shop.ts'
import { listShops } from '../shop/list-shops.ts'
import type { ShopKeyPair } from '../shop/new-shop-key.ts'
import { addToShopsFile } from './storefront-shops-file.ts'

// Opens, lists, suspends, resumes and closes shops, adds their websites and invites their owners. Prints lines for a person, or with --json one JSON value.

const USAGE = `Usage:
  shop create --slug <slug> --name <name> --owner <email> [--country <FR>] [--locale <fr|en>] [--json]
  shop list [--json]
  shop connect <slug>: the storefront of this machine serves the shop
  shop website <slug> <origin>: another website may sell for the shop
  shop invite <slug> [--email <address>] [--json]: mails the invitation of its owner again, or another one in its place
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
  /** What is done once they are printed. */
  afterwards?: () => Promise<void>
}

/** Opens a shop and prints its keys; only then is it connected to the storefront, since nothing shows the secret key again. */
async function create(orm: Orm, env: ShopEnv, values: Values): Promise<Output> {
  const { slug, name, owner, country = 'FR', locale } = values
  if (!slug || !name || !owner) throw new UsageError(USAGE)
  if (locale !== undefined && locale !== 'fr' && locale !== 'en') throw new UsageError(USAGE)
  const shop = await createShop(orm, OPERATOR, { slug, name, owner, country, locale })
  const origin = env.storefront && originOf(env.storefront, slug)
  return {
    json: { ...shop, ...shop.key, ...(origin && { origin }) },
    lines: [
      `The shop ${shop.slug} is open: ${shop.country}, ${shop.currency}, ${shop.locale}, ${shop.timeZone}.`,
      `An invitation is on its way to ${shop.owner}.`,
      `Publishable key: ${shop.key.key}`,
      `Secret key:      ${shop.key.secret}   (shown once)`,
      ...(origin ? [`Storefront:      ${origin}`] : []),
    ],
    afterwards: () => connectNewShop(orm, env, slug, shop.key),
  }
}

async function connectNewShop(orm: Orm, env: ShopEnv, slug: string, key: ShopKeyPair): Promise<void> {
  if (!env.storefront) return
  await connect(orm, env.storefront, slug, key).catch((error: unknown) => {
    const remedy = `The shop is open, but the storefront does not serve it yet. Try again: shop connect ${slug}`
    throw new Error(`${describe(error)}\n${remedy}`, { cause: error })
  })
}

type Storefront = NonNullable<ShopEnv['storefront']>

/** The shop's subdomain of the storefront. */
function originOf({ url }: Storefront, slug: string): string {
  const { protocol, host } = new URL(url)
  return `${protocol}//${slug}.${host}`
}

/** Shows the shop on its subdomain of the storefront, and returns the origin. */
async function connect(orm: Orm, storefront: Storefront, slug: string, key?: ShopKeyPair): Promise<string> {
  const origin = originOf(storefront, slug)
  const pair = await connectStorefront(orm, { slug, origin, ...(key && { key }) })
  addToShopsFile(storefront.shopsFile, { slug, ...pair, host: new URL(origin).host })
  return origin
}

async function connectToStorefront(orm: Orm, env: ShopEnv, slug: string): Promise<Output> {
  if (!env.storefront) throw new UsageError('STOREFRONT_URL and STOREFRONT_SHOPS_FILE are not set.')
  const origin = await connect(orm, env.storefront, slug)
  return { json: { slug, origin }, lines: [`Storefront: ${origin}`] }
}

async function allow(orm: Orm, slug: string, website: string): Promise<Output> {
  const origin = await allowWebsite(orm, { slug, website })
  return { json: { slug, origin }, lines: [`Website of ${slug}: ${origin}`] }
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
      email: { type: 'string' },
      json: { type: 'boolean' },
    },
  })
  const [command = '', slug = '', website, ...rest] = positionals
  const takesSlug = ['connect', 'website', 'invite'].includes(command) || isStatusCommand(command)
  const hasTooMany = rest.length > 0 || (website !== undefined) !== (command === 'website')
  if (hasTooMany || takesSlug !== (slug !== '')) throw new UsageError(USAGE)
  if (!takesSlug && command !== 'create' && command !== 'list') throw new UsageError(USAGE)
  const env = readShopEnv()
  const orm = await connectOrm(env.databaseOwnerUrl, entities, OPERATOR_ROLE, 1)
  const execute = () => {
    if (isStatusCommand(command)) return changeStatus(orm, command, slug)
    if (command === 'connect') return connectToStorefront(orm, env, slug)
    if (website !== undefined) return allow(orm, slug, website)
    if (command === 'invite') return invite(orm, slug, values.email)
    return command === 'create' ? create(orm, env, values) : list(orm)
  }
  try {
    const { json, lines, afterwards } = await execute()
    process.stdout.write(
      values.json ? `${JSON.stringify(json)}\n` : lines.map((line) => `${line}\n`).join(''),
    )
    await afterwards?.()
  } finally {
    await orm.close()
  }
}

async function invite(orm: Orm, slug: string, email: string | undefined): Promise<Output> {
  const { email: owner } = await inviteOwner(orm, { slug, email: email ?? null })
  return { json: { slug, owner }, lines: [`An invitation is on its way to ${owner}.`] }
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
