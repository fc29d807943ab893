import type { MerchantRequest } from '../app/context.ts'
import { RequestError } from '../kernel/errors.ts'
import { findViewer } from '../member/find-member.ts'
import type { Membership } from '../member/member.type.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { findNextSetupStep, type SetupStepCode } from '../shop/setup/load-shop-readiness.ts'
import { countOpenTasks, type OpenTask } from './count-open-tasks.ts'
import { loadDailySales, type DailySales } from './load-daily-sales.ts'

/** What a member sees of one of the shops before opening it. */
export interface ShopOverview extends Membership {
  openTasks: OpenTask[]
  nextSetupStep: SetupStepCode | null
  /** Null when the member may not read orders. */
  sales: DailySales[] | null
}

/** Longer periods belong to accounting. */
export const MAX_DAYS = 92
/** Shops read at once, so that a person who works in many leaves connections to others. */
const AT_ONCE = 4

/**
 * The shops in which the member works, by name, each read in one transaction; in a request for one shop, only that one.
 * @param days the length of the sales, today included, in days of the shop's time zone
 * @throws RequestError BAD_USER_INPUT unless `days` is between 1 and MAX_DAYS
 */
export async function loadShopOverviews(request: MerchantRequest, days: number): Promise<ShopOverview[]> {
  if (!Number.isInteger(days) || days < 1 || days > MAX_DAYS)
    throw new RequestError('BAD_USER_INPUT', `days must be between 1 and ${MAX_DAYS}.`)
  const { memberships: all } = await findViewer(request)
  const asked = request.membership?.shop.slug
  const memberships = request.hasShopHeader ? all.filter(({ shop }) => shop.slug === asked) : all
  const overviews: ShopOverview[] = []
  for (let start = 0; start < memberships.length; start += AT_ONCE) {
    const read = memberships
      .slice(start, start + AT_ONCE)
      .map((membership) => loadShopOverview(request, membership, days))
    overviews.push(...(await Promise.all(read)).filter((overview) => overview !== null))
  }
  return overviews
}

/** Null when the shop was deleted meanwhile. */
async function loadShopOverview(
  { app, language, readTransaction }: MerchantRequest,
  membership: Membership,
  days: number,
): Promise<ShopOverview | null> {
  const shop = await app.shops.find('slug', membership.shop.slug)
  if (!shop) return null
  const permissions = new Set(membership.permissions)
  const isOpen = shop.status !== 'CLOSED'
  return inTransaction({ app, shop, language, readTransaction }, async (tx) => ({
    ...membership,
    openTasks: isOpen ? await countOpenTasks(tx, permissions) : [],
    nextSetupStep:
      isOpen && permissions.has('settings.manage')
        ? await findNextSetupStep({ app, shop, readTransaction: tx.em })
        : null,
    sales: permissions.has('order.read') ? await loadDailySales(tx, days) : null,
  }))
}
