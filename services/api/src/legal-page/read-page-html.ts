import { LRUCache } from 'lru-cache'
import type { BuyerContext } from '../app/context.ts'
import { executeInShop } from '../platform/db/orm.ts'

/** Texts of versions in memory, by version. They never change. At most 20 million characters. */
const texts = new LRUCache<string, string>({
  maxSize: 20_000_000,
  sizeCalculation: (html) => html.length + 100,
})

/** The text of a version of the shop. */
export async function readPageHtml({ app, shop }: BuyerContext, id: string): Promise<string | null> {
  const key = `${shop.id} ${id}`
  const known = texts.get(key)
  if (known !== undefined) return known
  const [row] = await executeInShop<{ html: string }>(
    app.orm,
    shop.id,
    'select html from legal_page_version where shop_id = ? and id = ?',
    [shop.id, id],
  )
  if (row) texts.set(key, row.html)
  return row?.html ?? null
}
