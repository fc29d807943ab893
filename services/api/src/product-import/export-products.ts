import type { MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { pictureUrl } from '../media/picture.ts'
import type { Format } from '../product-file/formats.ts'
import { taxRemoverOf } from './prices-without-tax.ts'
import { writeHeader, writeProducts, type WriteOptions } from '../product-file/write-products.ts'
import { loadShopProducts } from './load-known-products.ts'

const PRODUCTS_PER_PAGE = 500
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Writes all products of the shop as a CSV file, piece by piece: no transaction stays open while a slow client receives it. */
export async function* exportProducts(ctx: MerchantContext, format: Format): AsyncGenerator<string> {
  const widths = await loadWidths(ctx)
  const now = new Date()
  const options: WriteOptions = {
    format,
    language: ctx.language,
    currency: ctx.shop.currency,
    pictureUrl: (id) => pictureUrl(ctx.app.env.apiUrl, ctx.shop.id, { id, widths: widths.get(id) ?? [] }),
    withoutTax: taxRemoverOf(ctx.shop, now),
    now,
  }
  yield writeHeader(options)
  let last = FIRST
  for (;;) {
    const products = await inTransaction(ctx, async (tx) => {
      const ids = await tx.em.execute<{ id: string }[]>(
        'select id from product where shop_id = ? and id > ?::uuid order by id limit ?',
        [tx.shop.id, last, PRODUCTS_PER_PAGE],
      )
      return loadShopProducts(
        tx,
        ids.map(({ id }) => id),
      )
    })
    yield writeProducts(products, options)
    if (products.length < PRODUCTS_PER_PAGE) return
    last = products.at(-1)?.id ?? last
  }
}

/** Of all pictures that products have, by id. */
async function loadWidths(ctx: MerchantContext): Promise<Map<string, number[]>> {
  const rows = await inTransaction(ctx, ({ em, shop }) =>
    em.execute<{ id: string; widths: number[] }[]>(
      `select m.id, m.widths from media m
       where m.shop_id = ? and exists (select from product_image i where i.shop_id = m.shop_id and i.media_id = m.id)`,
      [shop.id],
    ),
  )
  return new Map(rows.map(({ id, widths }) => [id, widths]))
}
