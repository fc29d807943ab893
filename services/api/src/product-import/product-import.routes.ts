import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Api, MerchantContext } from '../app/context.ts'
import { countMember } from '../http/count-member.ts'
import { requirePermission, type ShopUse } from '../http/guard-entry-points.ts'
import { readMerchantRequest } from '../http/merchant-request.ts'
import { OperationError, RequestError } from '../kernel/errors.ts'
import { toUserErrors } from '../kernel/to-user-errors.ts'
import { FORMATS, type Format } from '../product-file/formats.ts'
import { addArchivePiece } from './add-archive-piece.ts'
import { PIECE_BYTES } from './archive-pieces.ts'
import { exportProducts } from './export-products.ts'
import { MAX_FILE_BYTES } from './file-limits.ts'
import { uploadProductImport } from './upload-product-import.ts'

/** Uploads of product files, and downloads of the shop's products. `merchantApp` has the connections of members. */
export async function productImportRoutes(http: FastifyInstance, merchantApp: Api): Promise<void> {
  await http.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, body, done) => done(null, body))
    const members = new WeakMap<FastifyRequest, MerchantContext>()
    // Before the body is read, so that nobody else can upload anything.
    const admit =
      (use: ShopUse) =>
      async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
        const merchant = await readMerchantRequest(merchantApp, request, reply)
        await countMember(merchant)
        members.set(request, requirePermission(merchant, 'product.import', use))
      }
    const config = { rateLimit: 'address' } as const
    const options = { config, onRequest: admit('change') }
    scope.post<{ Querystring: { fileName?: string; archiveBytes?: string } }>(
      '/merchant/imports',
      { ...options, bodyLimit: MAX_FILE_BYTES + 1 },
      (request) => {
        const { body, query } = request
        const archiveBytes = query.archiveBytes === undefined ? null : Number(query.archiveBytes)
        const content = body instanceof Readable ? body : null
        if (!content && archiveBytes === null)
          throw new RequestError('BAD_USER_INPUT', 'The file is sent as the body, with a content type.')
        return answer(members.get(request) as MerchantContext, async (ctx) => ({
          id: await uploadProductImport(ctx, {
            content,
            fileName: String(query.fileName ?? ''),
            archiveBytes,
          }),
        }))
      },
    )
    scope.post<{ Params: { id: string }; Querystring: { offset?: string } }>(
      '/merchant/imports/:id/archive',
      { ...options, bodyLimit: PIECE_BYTES + 1 },
      (request) => {
        const { body, params, query } = request
        if (!(body instanceof Readable))
          throw new RequestError('BAD_USER_INPUT', 'The piece is sent as the body, with a content type.')
        return answer(members.get(request) as MerchantContext, (ctx) =>
          addArchivePiece(ctx, { id: params.id, offset: Number(query.offset), content: body }),
        )
      },
    )
    scope.get<{ Querystring: { format?: string } }>(
      '/merchant/exports/products',
      { config, onRequest: admit('read') },
      (request, reply) => sendExport(members.get(request) as MerchantContext, request.query.format, reply),
    )
  })
}

/** The import, or what the member can correct, in the shape of a GraphQL payload. */
async function answer<T extends object>(ctx: MerchantContext, work: (ctx: MerchantContext) => Promise<T>) {
  try {
    return { productImport: await work(ctx), userErrors: [] }
  } catch (error) {
    if (!(error instanceof OperationError)) throw error
    return { productImport: null, userErrors: toUserErrors(error.userErrors, ctx.language) }
  }
}

function sendExport(ctx: MerchantContext, format: unknown, reply: FastifyReply): FastifyReply {
  if (!FORMATS.includes(format as Format))
    throw new RequestError('BAD_USER_INPUT', `format: one of ${FORMATS.join(', ')}.`)
  const name = `${ctx.shop.slug}-${String(format).toLowerCase().replaceAll('_', '-')}.csv`
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(Readable.from(exportProducts(ctx, format as Format)))
}
