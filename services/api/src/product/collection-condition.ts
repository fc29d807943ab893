import { validate as isUuid } from 'uuid'
import type { InTransaction, MerchantContext } from '../app/context.ts'
import type { CollectionRule } from '../catalog/collection-rules.ts'
import { all, sql, type Sql } from '../platform/db/sql.ts'

interface Row {
  kind: 'MANUAL' | 'RULES'
  match: 'ALL' | 'ANY'
  rules: CollectionRule[]
}

/**
 * SQL: whether a product `p` is in a collection, in any status; never true without such a collection. The conditions are those by which
 * catalog/collection-rules.ts chooses what buyers see.
 */
export async function collectionCondition(
  { em, shop }: InTransaction<MerchantContext>,
  collectionId: string,
): Promise<Sql> {
  if (!isUuid(collectionId)) return sql`false`
  const [collection] = await em.execute<Row[]>(
    'select kind, match, rules from collection where shop_id = ? and id = ?',
    [shop.id, collectionId],
  )
  if (collection?.kind !== 'RULES')
    return sql`p.id in (select m.product_id from collection_product m where m.shop_id = ${shop.id} and m.collection_id = ${collectionId})`
  const conditions = collection.rules.map((rule) => toSql(rule, shop.id))
  if (collection.match === 'ALL') return sql`(${all(conditions)})`
  return sql`(${conditions.reduce((before, condition) => sql`${before} or ${condition}`, sql`false`)})`
}

function toSql({ condition, text, number }: CollectionRule, shopId: string): Sql {
  const anyVariant = (meets: Sql) =>
    sql`p.id in (select v.product_id from variant v left join stock s on s.shop_id = v.shop_id and s.variant_id = v.id
      where v.shop_id = ${shopId} and ${meets})`
  switch (condition) {
    case 'NAME_CONTAINS':
      return sql`strpos(p.folded_name, (select search_fold(${text}))) > 0`
    case 'SKU_STARTS_WITH':
      return anyVariant(sql`starts_with(v.folded_sku, (select search_fold(${text})))`)
    case 'PRICE_AT_LEAST':
      return anyVariant(sql`v.price >= ${number}::integer`)
    case 'PRICE_AT_MOST':
      return anyVariant(sql`v.price <= ${number}::integer`)
    case 'IN_STOCK':
      return anyVariant(sql`s.available > 0`)
    case 'CREATED_WITHIN_DAYS':
      return sql`p.created_at >= now() - make_interval(days => ${number}::integer)`
  }
}
