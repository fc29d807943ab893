import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { validate as isUuid } from 'uuid'
import type { Api, MerchantContext, ShopContext } from '../app/context.ts'
import { countMember } from '../http/count-member.ts'
import { requirePermission } from '../http/guard-entry-points.ts'
import { readMerchantRequest } from '../http/merchant-request.ts'
import { RequestError } from '../kernel/errors.ts'
import type { Permission } from '../kernel/permissions.ts'
import { exportInvoices } from './export/export-invoices.ts'
import { exportTaxTotals } from './export/export-tax-totals.ts'
import { findInvoice } from './find-invoice.ts'
import { isInvoiceSignature } from './invoice-url.ts'
import { renderInvoice } from './render-invoice.ts'

interface BuyerRoute {
  Params: { shop: string; invoice: string; file: string }
  Querystring: { expires?: string; signature?: string }
}
interface Period {
  Querystring: { since?: string; until?: string }
}

/**
 * Downloads of invoices and credit notes: by their signed URL for buyers; for members one by one and as an archive, and what the shop declares of its
 * sales. `merchantApp` has the connections of members.
 */
export async function invoiceRoutes(http: FastifyInstance, app: Api, merchantApp: Api): Promise<void> {
  const config = { rateLimit: 'address' } as const
  http.get<BuyerRoute>('/invoices/:shop/:invoice/:file', { config }, (request, reply) =>
    sendToBuyer(app, request, reply),
  )
  const admit = (request: FastifyRequest, reply: FastifyReply, permission: Permission) =>
    admitMember(merchantApp, request, reply, permission)
  // A document tells who the buyer is.
  http.get<{ Params: { id: string } }>('/merchant/invoices/:id', { config }, async (request, reply) => {
    const ctx = await admit(request, reply, 'buyer.read')
    return sendInvoice(ctx, request.params.id, reply)
  })
  http.get<Period>('/merchant/exports/invoices', { config }, async (request, reply) => {
    const ctx = await admit(request, reply, 'buyer.read')
    const { since, until } = readPeriod(request.query)
    const archive = await exportInvoices(ctx, { since, until })
    const name = `${ctx.shop.slug}-${since}-${until}.zip`
    return attach(reply, 'application/zip', name).send(Readable.from(archive))
  })
  http.get<Period>('/merchant/exports/tax-totals', { config }, async (request, reply) => {
    const ctx = await admit(request, reply, 'order.read')
    const { since, until } = readPeriod(request.query)
    const file = await exportTaxTotals(ctx, { since, until })
    return attach(reply, 'text/csv; charset=utf-8', `${ctx.shop.slug}-${since}-${until}.csv`).send(file)
  })
}

async function admitMember(
  app: Api,
  request: FastifyRequest,
  reply: FastifyReply,
  permission: Permission,
): Promise<MerchantContext> {
  const merchant = await readMerchantRequest(app, request, reply)
  await countMember(merchant)
  return requirePermission(merchant, permission, 'read')
}

/** The same answer whether the shop, the document or the signature is wrong. A closed shop owes its buyers their invoices too. */
async function sendToBuyer(
  app: Api,
  { params, query }: FastifyRequest<BuyerRoute>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const expires = Number(query.expires)
  const isSigned =
    isUuid(params.shop) &&
    isUuid(params.invoice) &&
    Number.isSafeInteger(expires) &&
    isInvoiceSignature(
      app.env.orderTokenKeys,
      { shopId: params.shop, invoiceId: params.invoice, expires },
      String(query.signature ?? ''),
    )
  const shop = isSigned ? await app.shops.find('id', params.shop) : undefined
  if (!shop) return notFound(reply)
  return sendInvoice({ app, shop, language: shop.locale }, params.invoice, reply)
}

async function sendInvoice(ctx: ShopContext, id: string, reply: FastifyReply): Promise<FastifyReply> {
  const document = await findInvoice(ctx, id)
  if (!document) return notFound(reply)
  const pdf = await renderInvoice(ctx.shop.id, document)
  return attach(reply, 'application/pdf', `${document.number}.pdf`).send(pdf)
}

const attach = (reply: FastifyReply, type: string, name: string): FastifyReply =>
  reply.type(type).headers({
    'cache-control': 'private, no-store',
    'content-disposition': `attachment; filename="${name}"`,
  })

const notFound = (reply: FastifyReply): FastifyReply =>
  reply.status(404).header('cache-control', 'private, no-store').send({ status: 'not found' })

/** @throws BAD_USER_INPUT unless both are calendar days, in their order */
function readPeriod({ since, until }: Period['Querystring']): { since: string; until: string } {
  if (!isDay(since) || !isDay(until) || since > until)
    throw new RequestError('BAD_USER_INPUT', 'since, until: days such as 2026-11-30, in their order.')
  return { since, until }
}

const isDay = (text: unknown): text is string =>
  typeof text === 'string' &&
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text
