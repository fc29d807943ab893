import fastify from 'fastify'
import { buildSchema, isObjectType, type GraphQLSchema } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { guardEntryPoints } from '../http/guard-entry-points.ts'
import { declarationOf } from '../kernel/entry-point.ts'
import { guardRoutes } from '../http/guard-routes.ts'
import { PERMISSIONS, ROLE_PERMISSIONS } from '../kernel/permissions.ts'
import { RATE_LIMITS } from '../kernel/rate-limits.ts'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { merchantSchema, storefrontSchema } from './schema.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
}, 60_000)
afterAll(() => api.stop(), 60_000)

const rootFields = (schema: GraphQLSchema) =>
  [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    Object.values(type?.getFields() ?? {}).map((field) => ({ name: `${type?.name}.${field.name}`, field })),
  )

describe.each([
  ['storefront', storefrontSchema()],
  ['merchant', merchantSchema()],
])('%s API', (_api, schema) => {
  test.each(rootFields(schema).map(({ name, field }) => [name, field] as const))(
    '%s declares who may call it and how often',
    (_name, field) => {
      const declaration = declarationOf(field)
      expect(['visitor', 'anyone', 'member', ...PERMISSIONS]).toContain(declaration?.access)
      expect(Object.keys(RATE_LIMITS)).toContain(declaration?.rateLimit)
      expect(RATE_LIMITS[declaration?.rateLimit ?? 'none']).not.toBeNull()
    },
  )
})

test('a schema with a root field that declares nothing does not start', () => {
  expect(() => guardEntryPoints(buildSchema('type Query { undeclared: Int }'))).toThrow(
    'Query.undeclared declares no @EntryPoint',
  )
})

test('a server with a route that declares no rate limit does not start', async () => {
  const http = fastify()
  guardRoutes(http, api.app)
  http.get('/declared', { config: { rateLimit: 'none' } }, async () => 'ok')
  http.get('/undeclared', async () => 'ok')
  await expect(http.ready()).rejects.toThrow(/GET \/undeclared/)
})

test('the API starts, so each of its routes declares a rate limit', async () => {
  expect((await fetch(`${api.url}/health/live`)).status).toBe(200)
})

test('every permission is needed by some field, and held by the owner', () => {
  const needed = new Set(rootFields(merchantSchema()).map(({ field }) => declarationOf(field)?.access))
  const personal = Object.values(merchantSchema().getTypeMap()).flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields()).filter((field) => field.extensions.personalData)
      : [],
  )
  if (personal.length > 0) needed.add('buyer.read')
  // Depends on the view: order/view/order-view.ts checks it, and order-views.test.ts that it does.
  needed.add('order_view.share')
  expect(PERMISSIONS.filter((permission) => !needed.has(permission))).toEqual([])
  expect([...ROLE_PERMISSIONS.OWNER].sort()).toEqual([...PERMISSIONS].sort())
})
