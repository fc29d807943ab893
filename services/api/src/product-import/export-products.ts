import type { MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import type { Format } from '../product-file/formats.ts'
import { writeHeader, writeProducts, type WriteOptions } from '../product-file/write-products.ts'
import { loadShopProducts } from './load-known-products.ts'

const PRODUCTS_PER_PAGE = 500
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Writes all products of the shop as a CSV file, piece by piece: no transaction stays open while a slow client receives it. */
export async function* exportProducts(ctx: MerchantContext, format: Format): AsyncGenerator<string> {
  const options: WriteOptions = { format, language: ctx.language, currency: ctx.shop.currency }
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
