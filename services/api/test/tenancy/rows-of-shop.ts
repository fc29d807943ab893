import type { TestApi } from '../api.ts'
import { inShop } from '../../seed/in-shop.ts'
import { TABLES_OF_SHOP } from './tables-of-shop.ts'

const ROWS_OF_SHOP = ['(select id as shop_id, shop.* from shop)', ...TABLES_OF_SHOP]
  .map(
    (table) =>
      `select '${table.replaceAll("'", "''")} ' || t::text as row from ${table} t where t.shop_id = $1`,
  )
  .join(' union all ')

/** All rows of a shop that a request from another shop could change, as text for comparison. */
export async function rowsOfShop(api: TestApi, shopId: string): Promise<string[]> {
  return inShop(api.owner, shopId, async () => {
    const query = { name: 'rows of a shop', text: `${ROWS_OF_SHOP} order by row`, values: [shopId] }
    const { rows } = await api.owner.query<{ row: string }>(query)
    return rows.map(({ row }) => row)
  })
}
