import { validate as isUuid } from 'uuid'
import type { InTransaction, MerchantContext, ShopContext } from '../app/context.ts'
import type { CollectionRule } from '../catalog/collection-rules.ts'
import type { Picture } from '../media/picture.ts'
import type { CollectionKind, CollectionMatch, CollectionSort } from './collection.type.ts'

/** A collection as members edit it. */
export interface StoredCollection {
  id: string
  slug: string
  name: string
  parentId: string | null
  descriptionHtml: string
  seoTitle: string | null
  seoDescription: string | null
  image: Picture | null
  kind: CollectionKind
  match: CollectionMatch
  rules: CollectionRule[]
  sort: CollectionSort
  /** In the merchant's order; empty with rules. */
  chosenProducts: { id: string; name: string }[]
  /** Milliseconds since 1970. */
  updatedAt: number
  version: string
}

const COLLECTIONS = `
  select c.id, c.slug, c.name, c.parent_id as "parentId", c.description_html as "descriptionHtml",
    c.seo_title as "seoTitle", c.seo_description as "seoDescription", c.kind, c.match, c.rules, c.sort, c.version,
    floor(extract(epoch from c.updated_at) * 1000)::float8 as "updatedAt",
    case when m.id is not null then jsonb_build_object('id', m.id, 'width', m.width, 'height', m.height, 'widths', m.widths) end as image,
    (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by cp.position, p.id), '[]')
      from collection_product cp join product p on p.shop_id = cp.shop_id and p.id = cp.product_id
      where cp.shop_id = c.shop_id and cp.collection_id = c.id) as "chosenProducts"
  from collection c left join media m on m.shop_id = c.shop_id and m.id = c.media_id where c.shop_id = ?`

/** All collections of the shop, in the order in which buyers see them. */
export const loadCollections = ({ em, shop }: InTransaction<MerchantContext>): Promise<StoredCollection[]> =>
  em.execute<StoredCollection[]>(`${COLLECTIONS} order by c.position, c.id`, [shop.id])

/** The collection with this id, or null. With `for update` it cannot change until the transaction ends. */
export async function loadCollection(
  { em, shop }: InTransaction<ShopContext>,
  id: string,
  lock: '' | 'for update of c' = '',
): Promise<StoredCollection | null> {
  if (!isUuid(id)) return null
  const [collection] = await em.execute<StoredCollection[]>(`${COLLECTIONS} and c.id = ? ${lock}`, [
    shop.id,
    id,
  ])
  return collection ?? null
}
