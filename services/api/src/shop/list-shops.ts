import type { Orm } from '../platform/db/orm.ts'
import type { ShopStatus } from './shop.ts'

export interface ListedShop {
  slug: string
  name: string
  status: ShopStatus
  country: string
  /** ISO 8601, UTC. */
  createdAt: string
  /** Addresses of the owners; empty until an owner has accepted the invitation. */
  owners: string[]
}

/** All shops of the platform, for its operator, in the order of their slugs. */
export const listShops = (orm: Orm): Promise<ListedShop[]> =>
  orm.em.fork().execute<ListedShop[]>(
    `select s.slug, s.name, s.status, s.country, to_json(s.created_at) #>> '{}' as "createdAt",
       coalesce((
         select json_agg(m.email order by m.email) from membership r join member m on m.id = r.member_id
         where r.shop_id = s.id and r.role = 'OWNER'
       ), '[]') as owners
     from shop s order by s.slug`,
  )
