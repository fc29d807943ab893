import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Api, MerchantContext } from '../app/context.ts'
import { readMerchantRequest } from '../http/merchant-request.ts'
import { countMember } from '../http/count-member.ts'
import { requirePermission } from '../http/guard-entry-points.ts'
import { OperationError, RequestError } from '../kernel/errors.ts'
import { toUserErrors } from '../kernel/to-user-errors.ts'
import { MAX_RESIZING_MS } from '../platform/media/resize-picture.ts'
import { pictureUrl } from './picture.ts'
import { uploadPicture } from './upload-picture.ts'

interface PictureRoute {
  Params: { shop: string; picture: string; file: string }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const FILE = /^\d{1,4}\.(webp|avif)$/

/** Uploads of members, and the pictures that were made of them. `merchantApp` has the connections of members. */
export async function mediaRoutes(http: FastifyInstance, merchantApp: Api): Promise<void> {
  await http.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, body, done) => done(null, body))
    const members = new WeakMap<FastifyRequest, MerchantContext>()
    scope.post(
      '/merchant/media',
      {
        config: { rateLimit: 'address' },
        // Before the body is read, so that nobody else can upload anything.
        onRequest: async (request, reply) => {
          const merchant = await readMerchantRequest(merchantApp, request, reply)
          await countMember(merchant)
          // Pictures of products, or the logo of the shop.
          const isOfProducts = merchant.membership?.permissions.has('product.write')
          members.set(
            request,
            requirePermission(merchant, isOfProducts ? 'product.write' : 'settings.manage', 'change'),
          )
        },
      },
      async (request) => {
        const { socket } = request.raw
        const { timeout } = socket
        // No byte is sent while the picture waits for its turn. How long its body may take is limited apart from this.
        socket.setTimeout(MAX_RESIZING_MS)
        try {
          return await answerUpload(members.get(request) as MerchantContext, request.body as Readable)
        } finally {
          socket.setTimeout(timeout ?? 0)
        }
      },
    )
  })
  http.get<PictureRoute>(
    '/media/:shop/:picture/:file',
    { config: { rateLimit: 'address' } },
    (request, reply) => sendPicture(merchantApp, request, reply),
  )
}

/** The uploaded picture, or what the member can correct, in the shape of a GraphQL payload. */
async function answerUpload(ctx: MerchantContext, content: Readable | undefined) {
  if (!content)
    throw new RequestError('BAD_USER_INPUT', 'The picture is sent as the body, with a content type.')
  try {
    const { id, width, height, widths } = await uploadPicture(ctx, content)
    const url = pictureUrl(ctx.app.env.apiUrl, ctx.shop.id, { id, widths })
    return { picture: { id, url, width, height }, userErrors: [] }
  } catch (error) {
    if (!(error instanceof OperationError)) throw error
    return { picture: null, userErrors: toUserErrors(error.userErrors, ctx.language) }
  }
}

async function sendPicture(
  { mediaStore }: Api,
  { params }: FastifyRequest<PictureRoute>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { shop, picture, file: name } = params
  const format = FILE.exec(name)?.[1]
  const isKey = format && UUID.test(shop) && UUID.test(picture)
  const file = isKey ? await mediaStore.read(`${shop}/${picture}/${name}`) : null
  if (!file) return reply.status(404).send({ status: 'not found' })
  return reply
    .type(`image/${format}`)
    .headers({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-length': file.byteSize,
      'cross-origin-resource-policy': 'cross-origin',
    })
    .send(file.content)
}
