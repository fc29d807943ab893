import type { InTransaction, MerchantContext } from '../app/context.ts'
import { toUuidArray } from '../platform/db/sql.ts'
import type { ProblemList } from './problem-list.ts'
import { LIMITS } from './product-limits.ts'

/** A picture of a product, with the text for those who do not see it. */
export interface ProductImageInput {
  id: string
  altText?: string | null
}

export interface ParsedImage {
  id: string
  altText: string
}

/** Null if they are to stay as they are. */
export function parseImages(
  images: readonly ProductImageInput[] | null | undefined,
  problems: ProblemList,
): ParsedImage[] | null {
  if (!images) return null
  if (images.length > LIMITS.images) problems.add('TOO_MANY_PICTURES', 'images')
  return images.slice(0, LIMITS.images).map(({ id, altText }, index) => ({
    id,
    altText: problems.text(altText, LIMITS.altText, 'images', index, 'altText') ?? '',
  }))
}

/** Adds NOT_FOUND for what is no picture of the shop, or is named twice. */
export async function checkImages(
  { em, shop }: InTransaction<MerchantContext>,
  images: readonly ParsedImage[] | null,
  problems: ProblemList,
): Promise<void> {
  if (!images?.length) return
  const ids = images.map(({ id }) => id)
  const rows = await em.execute<{ id: string }[]>(
    // Locked, so that none of them is deleted before the product shows it.
    'select m.id from media m where m.shop_id = ? and m.id = any (?::uuid[]) order by m.id for key share',
    [shop.id, toUuidArray(ids)],
  )
  const known = new Set(rows.map(({ id }) => id))
  for (const [index, id] of ids.entries())
    if (!known.has(id) || ids.indexOf(id) < index) problems.add('NOT_FOUND', 'images', index, 'id')
}

/** Replaces the pictures of a product, in this order; null leaves them. One statement. */
export async function saveImages(
  { em, shop }: InTransaction<MerchantContext>,
  productId: string,
  images: readonly ParsedImage[] | null,
): Promise<void> {
  if (!images) return
  const rows = images.map(({ id, altText }, position) => ({ id, position, alt_text: altText }))
  await em.execute(
    `with product as (select ?::uuid as shop_id, ?::uuid as id),
     wanted as materialized (select * from jsonb_to_recordset(?::jsonb) as w (id uuid, position integer, alt_text text)),
     removed as (
       delete from product_image i using product
       where i.shop_id = product.shop_id and i.product_id = product.id and i.media_id not in (select id from wanted)
     )
     insert into product_image as i (shop_id, product_id, media_id, position, alt_text)
       select product.shop_id, product.id, w.id, w.position, w.alt_text from product, wanted w
     on conflict (shop_id, product_id, media_id) do update set position = excluded.position, alt_text = excluded.alt_text
       where (i.position, i.alt_text) is distinct from (excluded.position, excluded.alt_text)`,
    [shop.id, productId, JSON.stringify(rows)],
  )
}
