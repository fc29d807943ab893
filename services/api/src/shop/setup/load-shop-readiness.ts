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
  'LEGAL_PAGES',
] as const
export type SetupStepCode = (typeof SETUP_STEPS)[number]

/** Buyers can order and pay without them, though the law wants them. */
const OPTIONAL_STEPS: ReadonlySet<SetupStepCode> = new Set(['BUSINESS_IDENTITY', 'CARD_MAIL', 'LEGAL_PAGES'])

/** What the law wants of a shop that sells. */
const LEGAL_STEPS: readonly SetupStepCode[] = ['BUSINESS_IDENTITY', 'LEGAL_PAGES']

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
  /** Whether buyers can pay on the page of a bank. */
  takesBank: boolean
  /** Whether buyers may give a card number. */
  takesCards: boolean
}

interface Facts {
  hasBusiness: boolean
  hasProduct: boolean
  hasDelivery: boolean
  hasBank: boolean
  takesBank: boolean
  takesCards: boolean
  /** Whether every buyer on the website can pay by card, transfer or cheque. */
  takesOtherPayments: boolean
  openPgpKey: string | null
  hasOrigin: boolean
  hasLegalPages: boolean
  skipped: string[]
}

type Context = Pick<MerchantContext, 'app' | 'shop' | 'readTransaction'>

/** What the shop still lacks before it can sell, from one statement. CARD_MAIL only while the shop takes cards. */
export const loadShopReadiness = async (ctx: Context): Promise<ShopReadiness> =>
  readinessOf(await loadFacts(ctx))

/** The first step that is neither done nor set aside; once the shop can sell, only of those that the law wants. */
export async function findNextSetupStep(ctx: Context): Promise<SetupStepCode | null> {
  const facts = await loadFacts(ctx)
  const isDone = doneSteps(facts, false)
  // Every page of the portal asks: most shops can sell, and then their OpenPGP key need not be read.
  if (canSell(isDone))
    return LEGAL_STEPS.find((code) => !isDone[code] && !facts.skipped.includes(code)) ?? null
  const { steps } = await readinessOf(facts)
  return steps.find(({ isDone, isSkipped }) => !isDone && !isSkipped)?.code ?? null
}

const loadFacts = (ctx: Context): Promise<Facts> =>
  inTransaction(ctx, async ({ em, shop }) => {
    const [row] = await em.execute<Facts[]>(FACTS, [shop.id])
    if (!row) throw new Error('The shop no longer exists.')
    return row
  })

async function readinessOf(facts: Facts): Promise<ShopReadiness> {
  const hasUsableKey = facts.openPgpKey !== null && (await isUsableKey(facts.openPgpKey, new Date()))
  const isDone = doneSteps(facts, hasUsableKey)
  const steps = SETUP_STEPS.filter((code) => code !== 'CARD_MAIL' || facts.takesCards).map((code) => ({
    code,
    isDone: isDone[code],
    isRequired: !OPTIONAL_STEPS.has(code),
    isSkipped: facts.skipped.includes(code) && !isDone[code],
  }))
  return { steps, canSell: canSell(isDone), takesBank: takesBank(facts), takesCards: facts.takesCards }
}

const takesBank = (facts: Facts): boolean => facts.takesBank && facts.hasBank

const doneSteps = (facts: Facts, hasUsableKey: boolean): Record<SetupStepCode, boolean> => ({
  BUSINESS_IDENTITY: facts.hasBusiness,
  PRODUCT: facts.hasProduct,
  DELIVERY: facts.hasDelivery,
  PAYMENT: takesBank(facts) || facts.takesOtherPayments,
  CARD_MAIL: hasUsableKey,
  STOREFRONT: facts.hasOrigin,
  LEGAL_PAGES: facts.hasLegalPages,
})

const canSell = (isDone: Record<SetupStepCode, boolean>): boolean =>
  SETUP_STEPS.every((code) => isDone[code] || OPTIONAL_STEPS.has(code))

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
    ('CARD' = any(s.payment_modes) and s.card_offer = 'EVERYBODY')
      or coalesce((s.manual_payments->'transfer'->>'isOffered')::boolean, false)
      or coalesce((s.manual_payments->'cheque'->>'isOffered')::boolean, false) as "takesOtherPayments",
    s.openpgp_key as "openPgpKey",
    exists (select from shop_origin o where o.shop_id = s.id) as "hasOrigin",
    (select count(distinct p->>'kind') = 4 from jsonb_array_elements(s.published_pages) p) as "hasLegalPages",
    s.skipped_setup_steps as skipped
  from shop s where s.id = ?`
