import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { coerceInputValue, isInputObjectType, type GraphQLSchema } from 'graphql'
import type { Api } from '../app/context.ts'
import { countMember } from '../http/count-member.ts'
import { requirePermission } from '../http/guard-entry-points.ts'
import { readMerchantRequest } from '../http/merchant-request.ts'
import { RequestError } from '../kernel/errors.ts'
import { exportOrders } from './export-orders.ts'
import type { OrderFilter } from './order-filter.type.ts'

/** Downloads of orders. `merchantApp` has the connections of members; `schema` is the merchant API's, which defines the filter. */
export function orderExportRoutes(http: FastifyInstance, merchantApp: Api, schema: GraphQLSchema): void {
  http.get<{ Querystring: { filter?: string } }>(
    '/merchant/exports/orders',
    { config: { rateLimit: 'address' } },
    async (request, reply) => {
      const merchant = await readMerchantRequest(merchantApp, request, reply)
      await countMember(merchant)
      const ctx = requirePermission(merchant, 'order.read', 'read')
      const filter = parseFilter(request.query.filter ?? '{}', schema)
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${ctx.shop.slug}-orders.csv"`)
        .send(Readable.from(exportOrders(ctx, filter)))
    },
  )
}

/** The filter in JSON, as a variable of the type OrderFilter would be. @throws BAD_USER_INPUT, which does not repeat the value */
function parseFilter(text: string, schema: GraphQLSchema): OrderFilter {
  const type = schema.getType('OrderFilter')
  if (!isInputObjectType(type)) throw new Error('The schema has no OrderFilter.')
  try {
    return coerceInputValue(JSON.parse(text), type) as OrderFilter
  } catch {
    throw new RequestError('BAD_USER_INPUT', 'filter: an object of the type OrderFilter, in JSON.')
  }
}
