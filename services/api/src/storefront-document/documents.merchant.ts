import { Arg, Ctx, Field, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../app/context.ts'
import { toConnection } from '../kernel/connection.ts'
import { DateTime } from '../kernel/date-time.type.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../kernel/payload.ts'
import { listDocuments, type DocumentSettings } from './list-documents.ts'
import { listRegisteredDocuments, MAX_DOCUMENT_PAGE } from './list-registered-documents.ts'
import { refuseUnregisteredDocuments } from './refuse-unregistered-documents.ts'
import { RegisteredDocumentConnection } from './registered-document.type.ts'

@ObjectType('DocumentSettings', {
  description: 'The GraphQL documents that the frontends of the shop registered.',
})
class DocumentSettingsType {
  @Field(() => Boolean, {
    description: 'Whether the storefront API refuses documents that are not registered.',
  })
  registeredOnly!: boolean

  @Field(() => Int, { description: 'How many documents are registered.' })
  documentCount!: number

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the last one was registered; null if there is none.',
  })
  lastRegisteredAt!: Date | null

  @Field(() => DateTime, {
    nullable: true,
    description: 'When one was last used, to the minute; null if none ever was.',
  })
  lastUsedAt!: Date | null
}

const DocumentSettingsPayload = merchantPayload('DocumentSettingsPayload', {
  settings: { type: () => DocumentSettingsType, description: 'After the change; null if it was refused.' },
})

@Resolver()
export class DocumentsResolver {
  @Query(() => DocumentSettingsType, {
    description: 'The registered documents of the shop, and whether it refuses all others.',
  })
  @EntryPoint({ access: 'api_key.manage', rateLimit: 'member' })
  documentSettings(@Ctx() ctx: MerchantContext): Promise<DocumentSettings> {
    return listDocuments(ctx)
  }

  @Query(() => RegisteredDocumentConnection, {
    description: `The registered documents of the shop, newest first, at most ${MAX_DOCUMENT_PAGE} at a time.`,
  })
  @EntryPoint({ access: 'api_key.manage', rateLimit: 'member' })
  async registeredDocuments(
    @Ctx() ctx: MerchantContext,
    @Arg('first', () => Int, { defaultValue: 25, description: 'How many at most.' }) first = 25,
    @Arg('after', () => String, { nullable: true, description: '`PageInfo.endCursor` of the page before.' })
    after?: string | null,
  ) {
    return toConnection(await listRegisteredDocuments(ctx, { first, after }), (document) => document)
  }

  @Mutation(() => DocumentSettingsPayload, {
    description: 'Decides whether the storefront API refuses documents that are not registered.',
  })
  @EntryPoint({ access: 'api_key.manage', rateLimit: 'member' })
  refuseUnregisteredDocuments(
    @Ctx() ctx: MerchantContext,
    @Arg('refuse', () => Boolean, { description: 'True: only registered documents are answered.' })
    refuse: boolean,
  ) {
    return toPayload(ctx, DocumentSettingsPayload, async () => ({
      settings: await refuseUnregisteredDocuments(ctx, { refuse }),
    }))
  }
}
