import { v7, validate as isUuid } from 'uuid'
import type { InTransaction, MerchantContext } from '../app/context.ts'
import type { ProblemList } from '../product/problem-list.ts'
import { toSlug } from '../product/to-slug.ts'
import { toArray, toUuidArray } from '../platform/db/sql.ts'
import type { ParsedCollection } from './parse-collection.ts'

type Tx = InTransaction<MerchantContext>

/** What the input names, as far as the shop has it. */
interface Known {
  slugs: string[]
  productIds: string[]
}

/**
 * Adds what is wrong with what a collection refers to, and returns its slug: the one typed, or one that is free.
 * @param ownId of the collection that is changed, or null
 */
export async function checkReferences(
  { em, shop }: Tx,
  collection: ParsedCollection,
  own: { id: string; slug: string } | null,
  problems: ProblemList,
): Promise<string> {
  const wanted = collection.slug ?? own?.slug ?? (toSlug(collection.name) || 'collection')
  const productIds = collection.productIds ?? []
  const [known] = await em.execute<[Known]>(
    `select
       (select coalesce(jsonb_agg(c.slug), '[]') from collection c
         where c.shop_id = ? and c.id is distinct from ?::uuid and starts_with(c.slug, ?)) as slugs,
       (select coalesce(jsonb_agg(p.id), '[]') from (
         select id from product where shop_id = ? and id = any (?::uuid[]) order by id for key share) p) as "productIds"`,
    [shop.id, own?.id ?? null, wanted, shop.id, toUuidArray(productIds)],
  )
  if (collection.imageId !== null && !(await lockPicture({ em, shop }, collection.imageId)))
    problems.add('NOT_FOUND', 'imageId')
  const products = new Set(known.productIds)
  for (const [index, id] of productIds.entries())
    if (!products.has(id)) problems.add('NOT_FOUND', 'productIds', index)
  const taken = new Set(known.slugs)
  if (!taken.has(wanted)) return wanted
  if (collection.slug !== null) problems.add('SLUG_TAKEN', 'slug')
  let number = 2
  while (taken.has(`${wanted}-${number}`)) number++
  return `${wanted}-${number}`
}

/** Whether the shop has the picture, which then is not deleted before the collection shows it. */
const lockPicture = async ({ em, shop }: Pick<Tx, 'em' | 'shop'>, id: string): Promise<boolean> =>
  isUuid(id) &&
  (
    await em.execute<object[]>('select id from media where shop_id = ? and id = ? for key share', [
      shop.id,
      id,
    ])
  ).length > 0

/**
 * Keeps the chosen products from being deleted. Called before the collection is locked: products are locked before collections, as by whoever changes
 * the collections of a product.
 */
export const lockChosenProducts = ({ em, shop }: Tx, { productIds }: ParsedCollection): Promise<unknown> =>
  em.execute('select from product where shop_id = ? and id = any (?::uuid[]) order by id for key share', [
    shop.id,
    toUuidArray(productIds ?? []),
  ])

/** Inserts a collection as the last one. */
export async function insertCollection(tx: Tx, collection: ParsedCollection, slug: string): Promise<string> {
  const id = v7()
  await tx.em.execute(
    `insert into collection (shop_id, id, position, slug, name, description_html, media_id, kind, match, rules, sort, seo_title, seo_description)
     select ?, ?, coalesce((select max(position) + 1 from collection where shop_id = ?), 0), ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?`,
    [tx.shop.id, id, tx.shop.id, ...columns(collection, slug)],
  )
  await saveProducts(tx, id, collection.productIds ?? [])
  await saveParent(tx, id, collection.parentId)
  return id
}

export async function updateCollection(
  tx: Tx,
  id: string,
  collection: ParsedCollection,
  slug: string,
): Promise<void> {
  await tx.em.execute(
    `update collection set slug = ?, name = ?, description_html = ?, media_id = ?, kind = ?, match = ?, rules = ?::jsonb, sort = ?, seo_title = ?, seo_description = ?,
       updated_at = now(), version = gen_random_uuid()
     where shop_id = ? and id = ?`,
    [...columns(collection, slug), tx.shop.id, id],
  )
  if (collection.productIds) await saveProducts(tx, id, collection.productIds)
  await saveParent(tx, id, collection.parentId)
}

async function saveParent({ em, shop }: Tx, id: string, parentId: string | null | undefined): Promise<void> {
  if (parentId === undefined) return
  await em.execute(
    'update collection set parent_id = ? where shop_id = ? and id = ? and parent_id is distinct from ?::uuid',
    [parentId, shop.id, id, parentId],
  )
}

const columns = (collection: ParsedCollection, slug: string) => [
  slug,
  collection.name,
  collection.descriptionHtml,
  collection.imageId,
  collection.kind,
  collection.match,
  JSON.stringify(collection.rules),
  collection.sort,
  collection.seoTitle,
  collection.seoDescription,
]

/** Replaces the chosen products, in this order. One statement. */
const saveProducts = ({ em, shop }: Tx, id: string, productIds: readonly string[]): Promise<unknown> =>
  em.execute(
    `with collection as (select ?::uuid as shop_id, ?::uuid as id),
     wanted as materialized (select * from unnest(?::uuid[]) with ordinality as w (product_id, position)),
     removed as (
       delete from collection_product cp using collection
       where cp.shop_id = collection.shop_id and cp.collection_id = collection.id and cp.product_id not in (select product_id from wanted)
     )
     insert into collection_product as cp (shop_id, collection_id, product_id, position)
       select collection.shop_id, collection.id, w.product_id, w.position from collection, wanted w
     on conflict (shop_id, collection_id, product_id) do update set position = excluded.position
       where cp.position is distinct from excluded.position`,
    [shop.id, id, toArray(productIds)],
  )
