import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Api, MerchantContext } from '../app/context.ts'
import { requirePermission } from '../http/guard-entry-points.ts'
import { readMerchantRequest } from '../http/merchant-request.ts'
import { OperationError, RequestError } from '../kernel/errors.ts'
import { toUserErrors } from '../kernel/to-user-errors.ts'
import { FORMATS, type Format } from '../product-file/formats.ts'
import { exportProducts } from './export-products.ts'
import { MAX_FILE_BYTES, uploadProductImport } from './upload-product-import.ts'

/** Uploads of product files, and downloads of the shop's products. `merchantApp` has the connections of members. */
export async function productImportRoutes(http: FastifyInstance, merchantApp: Api): Promise<void> {
  await http.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, body, done) => done(null, body))
    const members = new WeakMap<FastifyRequest, MerchantContext>()
    // Before the body is read, so that nobody else can upload anything.
    const onRequest = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
      const merchant = await readMerchantRequest(merchantApp, request, reply)
      if (!merchant.member) throw new RequestError('UNAUTHENTICATED', 'Sign in first.')
      await merchantApp.limiter.count('member', merchant.member.id)
      members.set(request, requirePermission(merchant, 'product.import'))
    }
    const options = { config: { rateLimit: 'address' }, onRequest } as const
    scope.post<{ Querystring: { fileName?: string } }>(
      '/merchant/imports',
      { ...options, bodyLimit: MAX_FILE_BYTES + 1 },
      (request) =>
        answerUpload(members.get(request) as MerchantContext, request.body, request.query.fileName),
    )
    scope.get<{ Querystring: { format?: string } }>('/merchant/exports/products', options, (request, reply) =>
      sendExport(members.get(request) as MerchantContext, request.query.format, reply),
    )
  })
}

/** The id of the import, or what the member can correct, in the shape of a GraphQL payload. */
async function answerUpload(ctx: MerchantContext, content: unknown, fileName = '') {
  if (!(content instanceof Readable))
    throw new RequestError('BAD_USER_INPUT', 'The file is sent as the body, with a content type.')
  try {
    return {
      productImport: { id: await uploadProductImport(ctx, content, String(fileName)) },
      userErrors: [],
    }
  } catch (error) {
    if (!(error instanceof OperationError)) throw error
    return { productImport: null, userErrors: toUserErrors(error.userErrors, ctx.language) }
  }
}

function sendExport(ctx: MerchantContext, format: unknown, reply: FastifyReply): FastifyReply {
  if (!FORMATS.includes(format as Format))
    throw new RequestError('BAD_USER_INPUT', `format: one of ${FORMATS.join(', ')}.`)
  const name = `${ctx.shop.slug}-${String(format).toLowerCase()}.csv`
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(Readable.from(exportProducts(ctx, format as Format)))
}
