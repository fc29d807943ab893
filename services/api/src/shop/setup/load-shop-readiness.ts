import type { MerchantContext } from '../../app/context.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { isUsableKey } from '../../platform/crypto/openpgp.ts'

/** The steps that open a shop, in the order in which they are shown. */
export const SETUP_STEPS = [
  'BUSINESS_IDENTITY',
  'PRODUCT',
  'DELIVERY',
  'PAYMENT',
  'CARD_MAIL',
  'STOREFRONT',
] as const
export type SetupStepCode = (typeof SETUP_STEPS)[number]

export interface SetupStep {
  code: SetupStepCode
  isDone: boolean
  /** Whether no order can be placed and paid without it. */
  isRequired: boolean
  /** Set aside by a member; it is still open. */
  isSkipped: boolean
}

export interface ShopReadiness {
  steps: SetupStep[]
  /** Whether buyers can order and pay: every required step is done. */
  canSell: boolean
}

interface Facts {
  hasBusiness: boolean
  hasProduct: boolean
  hasDelivery: boolean
  hasBank: boolean
  takesBank: boolean
  takesCards: boolean
  openPgpKey: string | null
  hasOrigin: boolean
  skipped: string[]
}

/** What the shop still lacks before it can sell, from one statement. CARD_MAIL only while the shop takes cards. */
export async function loadShopReadiness(ctx: MerchantContext): Promise<ShopReadiness> {
  const facts = await inTransaction(ctx, async ({ em, shop }) => {
    const [row] = await em.execute<Facts[]>(FACTS, [shop.id])
    if (!row) throw new Error('The shop no longer exists.')
    return row
  })
  const hasUsableKey = facts.openPgpKey !== null && (await isUsableKey(facts.openPgpKey, new Date()))
  const isDone: Record<SetupStepCode, boolean> = {
    BUSINESS_IDENTITY: facts.hasBusiness,
    PRODUCT: facts.hasProduct,
    DELIVERY: facts.hasDelivery,
    PAYMENT: (facts.takesBank && facts.hasBank) || facts.takesCards,
    CARD_MAIL: hasUsableKey,
    STOREFRONT: facts.hasOrigin,
  }
  const steps = SETUP_STEPS.filter((code) => code !== 'CARD_MAIL' || facts.takesCards).map((code) => ({
    code,
    isDone: isDone[code],
    isRequired: code !== 'BUSINESS_IDENTITY' && code !== 'CARD_MAIL',
    isSkipped: facts.skipped.includes(code) && !isDone[code],
  }))
  return { steps, canSell: steps.every(({ isDone, isRequired }) => isDone || !isRequired) }
}

// A product counts that buyers see now and can buy.
const FACTS = `
  select s.business is not null as "hasBusiness",
    exists (
      select from product p join variant v on v.shop_id = p.shop_id and v.product_id = p.id
      where p.shop_id = s.id and p.status = 'PUBLISHED' and (p.publish_at is null or p.publish_at <= now())
    ) as "hasProduct",
    exists (select from shipping_method m where m.shop_id = s.id) as "hasDelivery",
    exists (select from gateway_account g where g.shop_id = s.id and g.enabled) as "hasBank",
    'BANK' = any(s.payment_modes) as "takesBank",
    'CARD' = any(s.payment_modes) as "takesCards",
    s.openpgp_key as "openPgpKey",
    exists (select from shop_origin o where o.shop_id = s.id) as "hasOrigin",
    s.skipped_setup_steps as skipped
  from shop s where s.id = ?`
