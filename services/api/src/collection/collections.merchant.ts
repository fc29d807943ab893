import { Arg, Ctx, Field, ID, InputType, Mutation, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../kernel/payload.ts'
import { pictureUrl } from '../media/picture.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { changeCollection } from './change-collection.ts'
import { CollectionInput, MerchantCollection } from './collection.type.ts'
import { createCollection } from './create-collection.ts'
import { deleteCollection } from './delete-collection.ts'
import { sortCollections } from './sort-collections.ts'
import { loadCollection, loadCollections, type StoredCollection } from './stored-collection.ts'

@InputType({ description: 'A collection, and what is to become of it.' })
export class ChangeCollectionInput {
  @Field(() => ID, { description: '`MerchantCollection.id`.' })
  id!: string

  @Field(() => String, { nullable: true, description: 'Of the collection that was changed.' })
  version?: string | null

  @Field(() => CollectionInput, { description: 'All of it: see CollectionInput for what is absent.' })
  collection!: CollectionInput
}

const collection = {
  collection: { type: () => MerchantCollection, description: 'As it is stored; null if it was not.' },
}
const CreateCollectionPayload = merchantPayload('CreateCollectionPayload', collection)
const ChangeCollectionPayload = merchantPayload('ChangeCollectionPayload', collection)
const DeleteCollectionPayload = merchantPayload('DeleteCollectionPayload', {})
const SortCollectionsPayload = merchantPayload('SortCollectionsPayload', {
  collections: {
    type: () => [MerchantCollection],
    description: 'In their new order; null if it was not changed.',
  },
})

/** `visibleProductCount` is that of the catalog in memory, which follows changes within a second. */
async function toMerchantCollection(
  { app, shop }: MerchantContext,
  stored: StoredCollection,
): Promise<MerchantCollection> {
  const { collections } = await app.catalogs.of(shop)
  return {
    ...stored,
    image: stored.image && { ...stored.image, url: pictureUrl(app.env.apiUrl, shop.id, stored.image) },
    rules: stored.rules as MerchantCollection['rules'],
    visibleProductCount: collections.find(({ id }) => id === stored.id)?.list.products.length ?? 0,
    updatedAt: new Date(stored.updatedAt),
  }
}

const toMerchantCollections = (ctx: MerchantContext, stored: StoredCollection[]) =>
  Promise.all(stored.map((each) => toMerchantCollection(ctx, each)))

@Resolver()
export class CollectionsResolver {
  @Query(() => [MerchantCollection], {
    description: 'All of them, at most 500, in the order in which buyers see them.',
  })
  @EntryPoint({ access: 'product.read', rateLimit: 'member' })
  async collections(@Ctx() ctx: MerchantContext): Promise<MerchantCollection[]> {
    return toMerchantCollections(ctx, await inTransaction(ctx, loadCollections))
  }

  @Query(() => MerchantCollection, {
    nullable: true,
    description: 'A collection of the shop; null if it has no such one.',
  })
  @EntryPoint({ access: 'product.read', rateLimit: 'member' })
  async collection(
    @Ctx() ctx: MerchantContext,
    @Arg('id', () => ID, { description: '`MerchantCollection.id`.' }) id: string,
  ): Promise<MerchantCollection | null> {
    const stored = await inTransaction(ctx, (tx) => loadCollection(tx, id))
    return stored && toMerchantCollection(ctx, stored)
  }

  @Mutation(() => CreateCollectionPayload, {
    description:
      'Adds a collection behind all others. TOO_MANY_COLLECTIONS after 500; errors name each wrong part in `field`.',
  })
  @EntryPoint({ access: 'product.write', rateLimit: 'member' })
  createCollection(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => CollectionInput, { description: 'The collection.' }) input: CollectionInput,
  ) {
    return toPayload(ctx, CreateCollectionPayload, async () => ({
      collection: await toMerchantCollection(ctx, await createCollection(ctx, input)),
    }))
  }

  @Mutation(() => ChangeCollectionPayload, {
    description: 'After COLLECTION_CHANGED_MEANWHILE, `collection` is the one that is stored.',
  })
  @EntryPoint({ access: 'product.write', rateLimit: 'member' })
  changeCollection(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => ChangeCollectionInput, {
      description: 'Which collection, and what is to become of it.',
    })
    input: ChangeCollectionInput,
  ) {
    return toPayload(
      ctx,
      ChangeCollectionPayload,
      async () => ({ collection: await toMerchantCollection(ctx, await changeCollection(ctx, input)) }),
      async (errors) =>
        errors.some(({ code }) => code === 'COLLECTION_CHANGED_MEANWHILE')
          ? { collection: (await this.collection(ctx, input.id)) as MerchantCollection }
          : {},
    )
  }

  @Mutation(() => DeleteCollectionPayload, {
    description: 'Its products stay, and the collections in it move up to where it was.',
  })
  @EntryPoint({ access: 'product.write', rateLimit: 'member' })
  deleteCollection(
    @Ctx() ctx: MerchantContext,
    @Arg('id', () => ID, {
      description: '`MerchantCollection.id`: NOT_FOUND if the shop has no such collection.',
    })
    id: string,
  ) {
    return toPayload(ctx, DeleteCollectionPayload, async () => {
      await deleteCollection(ctx, { id })
      return {}
    })
  }

  @Mutation(() => SortCollectionsPayload, {
    description: 'Sets the order in which buyers see the collections, each among those beside it.',
  })
  @EntryPoint({ access: 'product.write', rateLimit: 'member' })
  sortCollections(
    @Ctx() ctx: MerchantContext,
    @Arg('ids', () => [ID], {
      description: '`MerchantCollection.id` of all, once each: NOT_FOUND otherwise.',
    })
    ids: string[],
  ) {
    return toPayload(ctx, SortCollectionsPayload, async () => ({
      collections: await toMerchantCollections(ctx, await sortCollections(ctx, { ids })),
    }))
  }
}
