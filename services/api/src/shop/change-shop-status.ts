import { OPERATOR } from '../audit/operator.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { reject } from '../kernel/errors.ts'
import { inShop, type Orm } from '../platform/db/orm.ts'
import type { ShopStatus } from './shop.ts'

/**
 * Suspends, resumes or closes a shop, as the operator of the platform. Running processes follow within a second.
 * @throws OperationError NOT_FOUND, or SHOP_CLOSED_FOR_GOOD when it is closed
 */
export async function changeShopStatus(
  orm: Orm,
  slug: string,
  status: ShopStatus,
): Promise<{ slug: string; status: ShopStatus; before: ShopStatus }> {
  const [shop] = await orm.em.fork().execute<{ id: string }[]>('select id from shop where slug = ?', [slug])
  if (!shop) return reject('NOT_FOUND', 'slug')
  return inShop(orm, shop.id, async (em) => {
    const [row] = await em.execute<{ before: ShopStatus | null }[]>(
      'select change_shop_status(?, ?) as before',
      [shop.id, status],
    )
    const before = row?.before ?? reject('SHOP_CLOSED_FOR_GOOD', 'slug')
    if (before !== status)
      writeAudit(
        { em, shop, ...OPERATOR },
        { action: 'changeShopStatus', subject: `${slug}: ${before} → ${status}` },
      )
    return { slug, status, before }
  })
}
