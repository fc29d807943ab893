import { v7 } from 'uuid'
import type { InTransaction, WorkerContext } from '../app/context.ts'
import { LIMITS } from '../product/product-limits.ts'
import { toSlug } from '../product/to-slug.ts'
import type { ImportPlan } from './plan-import.ts'
import { PlanOutdated } from './write-planned-products.ts'

type Tx = InTransaction<WorkerContext>

interface Found {
  id: string
  name: string
  kind: string
  slug: string
  position: number
}

interface Collection {
  id: string
  name: string
  isNew: boolean
  productIds: string[]
}

/**
 * Adds planned products to the end of their collections, creates those that are missing, and notes what to undo. Collections are locked in id order.
 * @throws PlanOutdated when a collection has changed so that the plan no longer fits
 */
export async function writeCollections(tx: Tx, importId: string, plan: ImportPlan): Promise<void> {
  const added = addedProducts(plan)
  if (added.size === 0) return
  const found = await tx.em.execute<Found[]>(
    'select id, name, kind, slug, position from collection where shop_id = ? order by id for update',
    [tx.shop.id],
  )
  // Of several with one name, the first counts, as for the plan.
  found.sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
  const slugs = new Set(found.map(({ slug }) => slug))
  const created: { id: string; name: string; slug: string }[] = []
  const changes: Collection[] = []
  for (const [key, { name, productIds }] of added) {
    const existing = found.find((collection) => collection.name.toLowerCase() === key)
    const isPlannedAsNew = plan.newCollections.includes(name)
    if ((existing === undefined) !== isPlannedAsNew || existing?.kind === 'RULES') throw new PlanOutdated()
    const id = existing?.id ?? v7()
    if (!existing) created.push({ id, name, slug: freeSlug(slugs, name) })
    changes.push({ id, name, isNew: !existing, productIds })
  }
  if (found.length + created.length > LIMITS.collectionsOfShop) throw new PlanOutdated()
  if (created.length > 0)
    await tx.em.execute(INSERT_COLLECTIONS, [tx.shop.id, JSON.stringify(created), tx.shop.id])
  const rows = changes.map(({ id, isNew, productIds }) => ({
    id,
    is_new: isNew,
    version: v7(),
    product_ids: productIds,
  }))
  await tx.em.execute(ADD_PRODUCTS, [tx.shop.id, JSON.stringify(rows), importId])
}

/** By the name of the collection in lower case. */
function addedProducts({ products }: ImportPlan): Map<string, { name: string; productIds: string[] }> {
  const added = new Map<string, { name: string; productIds: string[] }>()
  for (const { before, after } of products)
    for (const name of after.collections.slice(before?.collections.length ?? 0)) {
      const key = name.toLowerCase()
      const collection = added.get(key) ?? { name, productIds: [] }
      collection.productIds.push(after.id)
      added.set(key, collection)
    }
  return added
}

function freeSlug(taken: Set<string>, name: string): string {
  const wanted = toSlug(name) || 'collection'
  let slug = wanted
  for (let number = 2; taken.has(slug); number++) slug = `${wanted}-${number}`
  taken.add(slug)
  return slug
}

const INSERT_COLLECTIONS = `
  insert into collection (shop_id, id, position, slug, name)
  select ?::uuid, (c.value->>'id')::uuid, last.position + c.place, c.value->>'slug', c.value->>'name'
  from jsonb_array_elements(?::jsonb) with ordinality as c (value, place),
    (select coalesce(max(position), -1) as position from collection where shop_id = ?) last`

const ADD_PRODUCTS = `
  with change as materialized (
    select shop.id as shop_id, c.* from (select ?::uuid as id) shop,
      jsonb_to_recordset(?::jsonb) as c (id uuid, is_new boolean, version uuid, product_ids uuid[])
  ), noted as (
    insert into product_import_collection (shop_id, import_id, collection_id, is_new, version, added_product_ids)
      select c.shop_id, ?::uuid, c.id, c.is_new, c.version, c.product_ids from change c
  ), renewed as (
    update collection set updated_at = now(), version = c.version from change c where collection.shop_id = c.shop_id and collection.id = c.id
  )
  insert into collection_product (shop_id, collection_id, product_id, position)
    select c.shop_id, c.id, p.product_id, last.position + p.place
    from change c, unnest(c.product_ids) with ordinality as p (product_id, place), lateral (
      select coalesce(max(cp.position), -1) as position from collection_product cp where cp.shop_id = c.shop_id and cp.collection_id = c.id
    ) last
  on conflict do nothing`
