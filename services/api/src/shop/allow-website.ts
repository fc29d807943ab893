import { OPERATOR } from '../audit/operator.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { reject } from '../kernel/errors.ts'
import { inShop, type Orm } from '../platform/db/orm.ts'
import { MAX_ORIGINS } from './keys/add-shop-origin.ts'
import { parseOrigin } from '../kernel/parse-origin.ts'

/**
 * Lets a website sell for a shop, on behalf of the operator. One that may already do so stays as it is. Returns its origin.
 * @throws OperationError NOT_FOUND, ORIGIN_INVALID, TOO_MANY_ORIGINS
 */
export async function allowWebsite(
  orm: Orm,
  { slug, website }: { slug: string; website: string },
): Promise<string> {
  const origin = parseOrigin(website) ?? reject('ORIGIN_INVALID', 'website')
  const [shop] = await orm.em.fork().execute<{ id: string }[]>('select id from shop where slug = ?', [slug])
  if (!shop) return reject('NOT_FOUND', 'slug')
  return inShop(orm, shop.id, async (em) => {
    const rows = await em.execute<{ origin: string }[]>('select origin from shop_origin where shop_id = ?', [
      shop.id,
    ])
    if (rows.some((row) => row.origin === origin)) return origin
    if (rows.length >= MAX_ORIGINS) reject('TOO_MANY_ORIGINS', 'website')
    await em.execute('insert into shop_origin (shop_id, origin) values (?, ?) on conflict do nothing', [
      shop.id,
      origin,
    ])
    writeAudit({ em, shop, ...OPERATOR }, { action: 'addShopOrigin', subject: origin })
    return origin
  })
}
