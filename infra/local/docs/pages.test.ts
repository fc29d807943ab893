import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../paths.ts'
import { serversFor } from '../product/servers.ts'
import { serverSettings } from '../product/server-settings.ts'
import { clientOperations } from './client-operations.ts'
import { graphqlReference } from './graphql-reference.ts'

const urls = {
  databaseOwnerUrl: 'postgres://owner:password@127.0.0.1:7/triclic',
  redisUrl: 'redis://127.0.0.1:8/0',
  smtpUrl: 'smtp://127.0.0.1:6',
}
const secret = 'secret'
const secrets = {
  superuserPassword: secret,
  ownerPassword: secret,
  apiRolePassword: secret,
  workerRolePassword: secret,
  operatorPageRolePassword: secret,
  redisPassword: secret,
  visitorKey: secret,
  orderTokenKey: secret,
  webhookKey: secret,
  bankKey: secret,
  auditKey: secret,
  operatorKey: secret,
}

test('documents exactly the variables that npm start gives to each server, except optional ones', () => {
  const servers = serversFor({
    ...urls,
    secrets,
    ports: {
      ...{ api: 1, portal: 2, storefront: 3, bank: 4, mailbox: 5, smtp: 6, postgres: 7, redis: 8 },
      ...{
        apiMetrics: 9,
        workerMetrics: 10,
        portalMetrics: 11,
        storefrontMetrics: 12,
        apiHealth: 13,
        docs: 14,
        operatorPage: 15,
        operatorPageMetrics: 16,
      },
    },
    keys: { kept: '/kept', fragmentPublic: '/public', fragmentPrivate: '/private' },
    demo: { shops: [], members: [] },
    payboxKeyFile: '/paybox-key.pem',
    mediaFolder: '/media',
    storefrontShopsFile: '/storefront-shops.json',
  })
  for (const { name, env } of servers) {
    const documented = Object.entries(serverSettings[name])
    expect(documented.map(([variable]) => variable)).toEqual(expect.arrayContaining(Object.keys(env)))
    const required = documented.filter(([, setting]) => 'required' in setting).map(([variable]) => variable)
    expect(Object.keys(env)).toEqual(expect.arrayContaining(required))
  }
})

test('documents every variable that compose.yml sets for our own processes', () => {
  const compose = readFileSync(join(root, 'infra/compose.yml'), 'utf8')
  const names = {
    api: 'api',
    worker: 'worker',
    'audit-log': 'audit-log',
    'rotate-keys': 'rotate-keys',
    operator: 'operator',
    'operator-page': 'operator-page',
    migrate: 'migrate',
    keys: 'make-keys',
    backup: 'backup',
    restore: 'backup',
    portal: 'portal',
    storefront: 'storefront',
    docs: 'docs',
  } as const
  for (const [service, process] of Object.entries(names)) {
    const [, block = ''] =
      new RegExp(`^  ${service}:(?: &\\S+)?\\n((?: {4}.*\\n|\\n)+)`, 'm').exec(compose) ?? []
    const variables = [...block.matchAll(/^ {6}([A-Z_]+): /gm)].map(([, variable]) => variable)
    expect(variables.length).toBeGreaterThan(0)
    expect(Object.keys(serverSettings[process as keyof typeof serverSettings])).toEqual(
      expect.arrayContaining(variables),
    )
  }
})

test('writes operations, fields with links, enum values and descriptions of a GraphQL schema', () => {
  const page = graphqlReference({
    title: 'Example',
    introduction: 'An example.',
    source: 'example.graphql',
    sdl: `
      "An order, paid | unpaid."
      type Order { id: ID!, status(at: Int): Status!, old: String @deprecated(reason: "Use id.") }
      enum Status { PAID UNPAID }
      type Query { "One order." order(code: String!): Order }
    `,
  })
  expect(page).toContain(
    '### Query.order\n\nOne order.\n\nReturns [`Order`](#order).\n\n| Argument | Type | Description |',
  )
  expect(page).toContain('| `status(at: Int)` | [`Status!`](#status) |  |')
  expect(page).toContain('| `old` | `String` | **Deprecated:** Use id. |')
  expect(page).toContain('### Status\n\n`PAID`, `UNPAID`')
})

test('writes the defaults that make arguments and input fields optional', () => {
  const page = graphqlReference({
    title: 'Example',
    introduction: 'An example.',
    source: 'example.graphql',
    sdl: `
      enum Sort { NAME PRICE }
      input Filter { inStock: Boolean! = false }
      type Query { products(sort: Sort! = NAME, filter: Filter, slugs: [String!]! = ["a"]): Int }
    `,
  })
  expect(page).toContain('| `sort` | [`Sort!`](#sort) = `NAME` |  |')
  expect(page).toContain('| `slugs` | `[String!]!` = `["a"]` |  |')
  expect(page).toContain('| `filter` | [`Filter`](#filter) |  |')
  expect(page).toContain('| `inStock` | `Boolean!` = `false` |  |')
})

test('writes what an operation of the client takes and returns, without fragments', () => {
  const folder = mkdtempSync(join(tmpdir(), 'triclic-operations-'))
  const text = `
    query price($code: String! = "A") { order(code: $code) { ...Total } }
    fragment Total on Order { total { ...Amount } }
    fragment Amount on Money { amount }`
  writeFileSync(join(folder, 'a.graphql'), text)
  const page = clientOperations(
    folder,
    `type Money { amount: Int! }
     type Order { total: Money! }
     type Query { "One order." order("Of the order." code: String!): Order }`,
  )
  expect(page).toContain('## price\n\nSends `order`. One order.')
  expect(page).toContain('| `code` | `String!` = `"A"` | Of the order. |')
  expect(page).toContain('{\n  order(code: $code) {\n    total {\n      amount\n    }\n  }\n}')
  expect(page).not.toContain('...')
})
