import type { InTransaction, MerchantContext } from '../app/context.ts'
import { invalidCursor, parseCursor, requirePageSize } from '../kernel/cursor.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import type { ListPage } from '../platform/db/list-page.ts'
import type { Sql } from '../platform/db/sql.ts'
import { all, sql, toArray } from '../platform/db/sql.ts'
import { collectionCondition } from './collection-condition.ts'
import { loadProducts } from './load-products.ts'
import { ProductSortKey, type ProductFilter } from './product.input.ts'
import type { StoredProduct } from './stored-product.ts'

const MAX_PAGE_SIZE = 100
const MAX_WORDS = 8

/** The column that a list is ordered by, and in which direction; ids break ties. */
const ORDERS: Record<ProductSortKey, { column: Sql; direction: Sql; isAfter: Sql }> = {
  NAME: { column: sql`folded_name`, direction: sql`asc`, isAfter: sql`>` },
  UPDATED: { column: sql`updated_at`, direction: sql`desc`, isAfter: sql`<` },
  CREATED: { column: sql`created_at`, direction: sql`desc`, isAfter: sql`<` },
}

/**
 * A page of the shop's products, in at most five statements.
 * @throws BAD_USER_INPUT for an invalid page size or cursor
 */
export function listProducts(
  ctx: MerchantContext,
  input: {
    filter?: ProductFilter | null
    sort?: ProductSortKey | null
    first: number
    after?: string | null
  },
): Promise<ListPage<StoredProduct>> {
  const { first, after } = input
  requirePageSize(first, MAX_PAGE_SIZE)
  const cursor = after == null ? null : parseCursor(after)
  const { column, direction, isAfter } = ORDERS[input.sort ?? ProductSortKey.NAME]
  return inTransaction(ctx, async (tx) => {
    const shopId = tx.shop.id
    if (cursor !== null && !(await isKnown(tx, cursor))) throw invalidCursor()
    const collectionId = input.filter?.collectionId
    const ofCollection = collectionId == null ? null : await collectionCondition(tx, collectionId)
    const matches = all(conditionsOf(input.filter ?? {}, shopId, ofCollection))
    const beyond = cursor
      ? sql`(p.${column}, p.id) ${isAfter} (select c.${column}, c.id from product c where c.shop_id = ${shopId} and c.id = ${cursor})`
      : sql`true`
    const ids = await rowsOf<{ id: string }>(
      tx,
      sql`select p.id from product p where p.shop_id = ${shopId} and ${matches} and ${beyond}
        order by p.${column} ${direction}, p.id ${direction} limit ${first + 1}`,
    )
    const isComplete = cursor === null && ids.length <= first
    const [counted] = isComplete
      ? [{ total: ids.length }]
      : await rowsOf<{ total: number }>(
          tx,
          sql`select count(*)::int as total from product p where p.shop_id = ${shopId} and ${matches}`,
        )
    return {
      rows: await loadProducts(
        tx,
        ids.slice(0, first).map(({ id }) => id),
      ),
      totalCount: counted?.total ?? 0,
      hasNextPage: ids.length > first,
      hasPreviousPage: cursor !== null,
    }
  })
}

/** @param ofCollection the condition of the collection of the filter; null without one */
function conditionsOf(filter: ProductFilter, shopId: string, ofCollection: Sql | null): Sql[] {
  const conditions: Sql[] = wordsOf(filter.search).map(
    (word) => sql`(strpos(p.folded_name, (select search_fold(${word}))) > 0 or p.id in (
      select v.product_id from variant v where v.shop_id = ${shopId} and strpos(v.folded_sku, (select search_fold(${word}))) > 0))`,
  )
  if (filter.status) conditions.push(sql`p.status = any(${toArray(filter.status)}::text[])`)
  if (ofCollection) conditions.push(ofCollection)
  if (filter.taxCategory)
    conditions.push(
      sql`p.id in (select v.product_id from variant v where v.shop_id = ${shopId} and v.tax_category = ${filter.taxCategory})`,
    )
  if (filter.lowStock != null)
    conditions.push(sql`${filter.lowStock} = (p.id in (
      select v.product_id from variant v join stock s on s.shop_id = v.shop_id and s.variant_id = v.id
      where v.shop_id = ${shopId} and s.available <= coalesce(v.low_stock_threshold, 0)))`)
  return conditions
}

/** As they were typed: PostgreSQL folds them as it folded what they are compared with. */
const wordsOf = (search: string | null | undefined): string[] =>
  (search ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MAX_WORDS)

const rowsOf = <Row extends object>(
  tx: InTransaction<MerchantContext>,
  { text, params }: Sql,
): Promise<Row[]> => tx.em.execute<Row[]>(text, [...params])

const isKnown = async (tx: InTransaction<MerchantContext>, id: string): Promise<boolean> =>
  (await tx.em.execute<object[]>('select id from product where shop_id = ? and id = ?', [tx.shop.id, id]))
    .length > 0
