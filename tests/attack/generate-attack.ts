import { gzipSync } from 'node:zlib'
import type { RunShop } from '../../infra/local/product/run-file.ts'
import type { Random } from '../traffic/random.ts'
import type { Attack } from './attack.ts'
import { graphqlRequest } from './graphql-attacks.ts'
import type { Hostile } from './hostile-values.ts'

export interface Targets {
  shops: readonly RunShop[]
  /** What signed-in members send: a session and a shop. */
  members: readonly Record<string, string>[]
}

type Generate = (random: Random, hostile: Hostile, targets: Targets) => Omit<Attack, 'kind'>

const JSON_TYPE = { 'content-type': 'application/json' }
const METHODS = ['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'PROPFIND', 'TRACE', 'POST']
const CONTENT_TYPES = [
  'application/json; charset=utf-16',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'application/x-www-form-urlencoded',
  'application/graphql',
  'text/plain',
  'application/json;',
  ';;;',
  '',
]
const HEADERS = [
  'x-shop-key',
  'x-shop',
  'x-shop-secret',
  'x-buyer-ip',
  'x-visitor-id',
  'x-request-id',
  'traceparent',
  'x-forwarded-for',
  'x-forwarded-proto',
  'authorization',
  'accept-language',
  'accept-encoding',
  'origin',
  'cookie',
  'accept',
  'if-none-match',
  'range',
  'expect',
]
const PATHS = [
  '/graphql',
  '/merchant/graphql',
  '/health/live',
  '/health/ready',
  '/media/..%2f..%2fpackage.json',
  '/media/%00',
  '/bank/lyra/notify/nobody',
  '//graphql',
  '/graphql/',
  '/%',
]
/** The server accepts 16 kB of path and headers together. */
const MAX_HEADER = 2_000
const MAX_PATH = 6_000
const NOTIFICATION_FIELDS = [
  'vads_trans_id',
  'vads_order_id',
  'vads_amount',
  'vads_currency',
  'vads_trans_status',
  'vads_site_id',
  'signature',
  'MAC',
  'TPE',
  'montant',
  'reference',
  'code-retour',
  'Mt',
  'Ref',
  'Erreur',
  'Sign',
  'Data',
  'Seal',
  'InterfaceVersion',
  'Encode',
]

/** A header value that an HTTP client can send: Latin-1 without control characters. */
const headerValue = (hostile: Hostile): string =>
  hostile
    .text()
    .replaceAll(/[^ -~\xa0-\xff]/g, '')
    .slice(0, MAX_HEADER)

const path = (random: Random, hostile: Hostile): string =>
  random.below(2) === 0
    ? random.pick(PATHS)
    : `/${encodeURIComponent(hostile.text().toWellFormed()).slice(0, MAX_PATH)}`

const form = (random: Random, hostile: Hostile): string =>
  Array.from({ length: random.below(20) }, () => {
    const name = random.below(5) === 0 ? hostile.text() : random.pick(NOTIFICATION_FIELDS)
    return `${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(hostile.text().toWellFormed())}`
  }).join('&')

const bytes = (random: Random, count: number): Buffer =>
  Buffer.from(Array.from({ length: count }, () => random.below(256)))

/** Damages a body that would be accepted. */
function damage(random: Random, hostile: Hostile, body: string): string | Buffer {
  const at = random.below(body.length + 1)
  switch (random.below(6)) {
    case 0:
      return body.slice(0, at)
    case 1:
      return Buffer.concat([Buffer.from(body.slice(0, at)), bytes(random, 8), Buffer.from(body.slice(at))])
    case 2:
      return `[${body},${body}]`
    case 3:
      return JSON.stringify(hostile.json())
    case 4:
      return body.replace('{', '{"__proto__":{"a":1},"constructor":{"prototype":{}},')
    default:
      return body.slice(0, at) + hostile.text() + body.slice(at)
  }
}

const storefront: Generate = (random, hostile, { shops }) => ({
  method: 'POST',
  path: '/graphql',
  headers: { ...JSON_TYPE, 'x-shop-key': random.pick(shops).key },
  body: JSON.stringify(graphqlRequest(random, hostile, 'storefront')),
})

const merchant: Generate = (random, hostile, { members }) => ({
  method: 'POST',
  path: '/merchant/graphql',
  headers: { ...JSON_TYPE, ...random.pick(members) },
  body: JSON.stringify(graphqlRequest(random, hostile, 'merchant')),
})

const signedOut: Generate = (random, hostile, targets) => ({
  ...merchant(random, hostile, targets),
  headers: { ...JSON_TYPE, 'x-shop': headerValue(hostile) },
})

const damagedBody: Generate = (random, hostile, targets) => {
  const attack = random.pick([storefront, merchant])(random, hostile, targets)
  return { ...attack, body: damage(random, hostile, String(attack.body)) }
}

const damagedDocument: Generate = (random, hostile, targets) => {
  const attack = random.pick([storefront, merchant])(random, hostile, targets)
  const { query, variables } = JSON.parse(String(attack.body)) as { query: string; variables: unknown }
  const at = random.below(query.length + 1)
  const broken = `${query.slice(0, at)}${random.pick([hostile.text(), JSON.stringify(hostile.text()), '{', '...', '#'])}${query.slice(at)}`
  return { ...attack, body: JSON.stringify({ query: broken, variables, extensions: hostile.json() }) }
}

const contentType: Generate = (random, hostile, targets) => {
  const attack = random.pick([storefront, merchant])(random, hostile, targets)
  const type = random.pick(CONTENT_TYPES)
  if (random.below(5) === 0) {
    const body = gzipSync(String(attack.body))
    return { ...attack, headers: { ...attack.headers, 'content-encoding': 'gzip' }, body }
  }
  const part = `--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n${String(attack.body)}\r\n--x--`
  return {
    ...attack,
    headers: { ...attack.headers, 'content-type': type },
    body: type.startsWith('multipart') ? part : attack.body,
  }
}

const headers: Generate = (random, hostile, targets) => {
  const attack = random.pick([storefront, merchant, notification])(random, hostile, targets)
  const added = Array.from({ length: 1 + random.below(4) }, () => [
    random.pick(HEADERS),
    headerValue(hostile),
  ])
  return { ...attack, headers: { ...attack.headers, ...Object.fromEntries(added) } }
}

const notification: Generate = (random, hostile, { shops }) => {
  const shop = random.pick(shops)
  const notifyPath = new URL(random.pick(shop.banks).notifyUrl).pathname
  const isGet = random.below(3) === 0
  const target = random.below(3) === 0 ? notifyPath.replace('/notify/', '/return/') : notifyPath
  return {
    method: isGet ? 'GET' : 'POST',
    path: isGet ? `${target}?${form(random, hostile)}`.slice(0, MAX_PATH) : target,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: isGet ? undefined : random.pick([form(random, hostile), bytes(random, random.below(200))]),
  }
}

const methodAndPath: Generate = (random, hostile, { shops }) => {
  const method = random.pick(METHODS)
  const hasBody = !['GET', 'HEAD', 'TRACE'].includes(method)
  return {
    method,
    path: path(random, hostile),
    headers: { 'x-shop-key': random.pick(shops).key, ...(hasBody ? JSON_TYPE : {}) },
    body: hasBody ? JSON.stringify(hostile.json()) : undefined,
  }
}

/** The kinds of attack, each as often as it is listed. */
const KINDS: readonly [kind: string, generate: Generate][] = [
  ['storefront values', storefront],
  ['storefront values', storefront],
  ['storefront values', storefront],
  ['merchant values', merchant],
  ['merchant values', merchant],
  ['signed out', signedOut],
  ['damaged body', damagedBody],
  ['damaged document', damagedDocument],
  ['content type', contentType],
  ['headers', headers],
  ['notification', notification],
  ['notification', notification],
  ['method and path', methodAndPath],
]

export const KIND_NAMES = [...new Set(KINDS.map(([kind]) => kind))]

/** Draws one request, hostile in one way or another. */
export function generateAttack(random: Random, hostile: Hostile, targets: Targets): Attack {
  const [kind, generate] = random.pick(KINDS)
  return { kind, ...generate(random, hostile, targets) }
}
