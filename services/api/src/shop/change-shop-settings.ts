import { writeAudit } from '../audit/write-audit.ts'
import type { InTransaction, MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { checkEmail } from '../kernel/check-email.ts'
import { OperationError, reject, type UserError } from '../kernel/errors.ts'
import { parseText } from '../kernel/read-text.ts'
import type { CardOffer } from './card-offer.ts'
import { selectShopSettings, shopSettingsVersion, type ShopSettings } from './load-shop-settings.ts'
import type { Shop } from './shop.ts'

const HOUR = 3600
const DAY = 24 * HOUR

/** Minimum and maximum in seconds. make-keys destroys a key of kept digits one day after the longest retention. */
const LIMITS = {
  orderDelaySeconds: [HOUR, 60 * DAY],
  bankDelaySeconds: [HOUR, 3 * DAY],
  keptRetentionSeconds: [HOUR, 30 * DAY],
} as const

/** Months. The shortest covers a year's withdrawals, returns and disputes; invoices are kept anyway. */
const BUYER_RETENTION = { min: 12, max: 120 }

/**
 * Changes the delays, the retention, the page URLs, the contact address of the shop, to whom cards are offered, and whether they need a second factor and may be copied. A new retention applies to cards taken afterwards; digits
 * that are already kept are erased at the time set before. Other processes are notified through PostgreSQL.
 *
 * @param input `version` of the settings that the change is based on; absent to overwrite whatever is stored
 * @throws OperationError with every DELAY_OUT_OF_BOUNDS, PAGE_NOT_OF_SHOP and INVALID_EMAIL, SECOND_FACTOR_REQUIRED from a session without one that
 * would turn that setting off, REAUTHENTICATION_REQUIRED for a change that protects cards less or keeps data of buyers for a shorter time, or SETTINGS_CHANGED_MEANWHILE
 */
export async function changeShopSettings(
  ctx: MerchantContext,
  input: Omit<
    ShopSettings,
    | 'cardPageUrl'
    | 'orderPageUrl'
    | 'contactEmail'
    | 'secondFactorRequired'
    | 'cardOffer'
    | 'cardCopyAllowed'
    | 'buyerDataRetentionMonths'
  > & {
    buyerDataRetentionMonths?: number | null
    cardPageUrl?: string | null
    orderPageUrl?: string | null
    contactEmail?: string | null
    secondFactorRequired?: boolean | null
    cardOffer?: CardOffer | null
    /** False: NOBODY. True: what was offered before, where that is NOBODY now. Ignored next to `cardOffer`. */
    cardsAccepted?: boolean | null
    cardCopyAllowed?: boolean | null
    version?: string | null
  },
): Promise<ShopSettings> {
  const problems: UserError[] = []
  for (const [name, [min, max]] of Object.entries(LIMITS)) {
    const value = input[name as keyof typeof LIMITS]
    if (value < min || value > max) problems.push({ code: 'DELAY_OUT_OF_BOUNDS', field: [name] })
  }
  const months = input.buyerDataRetentionMonths
  if (months != null && (months < BUYER_RETENTION.min || months > BUYER_RETENTION.max))
    problems.push({ code: 'DELAY_OUT_OF_BOUNDS', field: ['buyerDataRetentionMonths'] })
  const checkPage = (field: 'cardPageUrl' | 'orderPageUrl'): string | null => {
    const text = parseText(input[field], field, 500)
    const page = text && parseShopPage(ctx.shop, text)
    if (text && !page) problems.push({ code: 'PAGE_NOT_OF_SHOP', field: [field] })
    return page
  }
  const contactEmail = input.contactEmail?.trim()
    ? checkEmail(input.contactEmail, problems, 'contactEmail')
    : null
  const newSettings = {
    orderDelaySeconds: input.orderDelaySeconds,
    bankDelaySeconds: input.bankDelaySeconds,
    keptRetentionSeconds: input.keptRetentionSeconds,
    cardPageUrl: checkPage('cardPageUrl'),
    orderPageUrl: checkPage('orderPageUrl'),
  }
  if (problems.length > 0) throw new OperationError(...problems)
  return inTransaction(ctx, async (tx) => {
    const before = await selectShopSettings(tx, 'for no key update')
    const settings: ShopSettings = {
      ...newSettings,
      buyerDataRetentionMonths: months === undefined ? before.buyerDataRetentionMonths : months,
      contactEmail: input.contactEmail === undefined ? before.contactEmail : contactEmail,
      secondFactorRequired: input.secondFactorRequired ?? before.secondFactorRequired,
      cardOffer: await chooseCardOffer(tx, input, before.cardOffer),
      cardCopyAllowed: input.cardCopyAllowed ?? before.cardCopyAllowed,
    }
    const turnsSecondFactorOff = before.secondFactorRequired && !settings.secondFactorRequired
    if (turnsSecondFactorOff && !tx.member.hasSecondFactor)
      reject('SECOND_FACTOR_REQUIRED', 'secondFactorRequired')
    const allowsCopies = !before.cardCopyAllowed && settings.cardCopyAllowed
    const erasesEarlier =
      (settings.buyerDataRetentionMonths ?? Infinity) < (before.buyerDataRetentionMonths ?? Infinity)
    if ((turnsSecondFactorOff || allowsCopies || erasesEarlier) && !tx.member.isRecentlyAuthenticated)
      reject('REAUTHENTICATION_REQUIRED')
    const changed = (Object.keys(settings) as (keyof ShopSettings)[]).filter(
      (name) => settings[name] !== before[name],
    )
    if (changed.length === 0) return settings
    if (input.version && input.version !== shopSettingsVersion(before))
      reject('SETTINGS_CHANGED_MEANWHILE', 'version')
    await tx.em.execute(
      `update shop set order_delay_seconds = ?, bank_delay_seconds = ?, kept_retention_seconds = ?, buyer_retention_months = ?, card_page_url = ?,
         order_page_url = ?, contact_email = ?, second_factor_required = ?, card_copy_allowed = ?,
         payment_modes = case when ? then array_append(array_remove(payment_modes, 'CARD'), 'CARD') else array_remove(payment_modes, 'CARD') end,
         card_offer = coalesce(nullif(?, 'NOBODY'), card_offer)
       where id = ?`,
      [
        settings.orderDelaySeconds,
        settings.bankDelaySeconds,
        settings.keptRetentionSeconds,
        settings.buyerDataRetentionMonths,
        settings.cardPageUrl,
        settings.orderPageUrl,
        settings.contactEmail,
        settings.secondFactorRequired,
        settings.cardCopyAllowed,
        settings.cardOffer !== 'NOBODY',
        settings.cardOffer,
        tx.shop.id,
      ],
    )
    const subject = changed.map((name) => `${name}: ${before[name] ?? '–'} → ${settings[name] ?? '–'}`)
    writeAudit(tx, { action: 'changeShopSettings', subject: subject.join('; ') })
    return settings
  })
}

/** What the change makes of the offer of cards. Cards that are switched on again are offered to whom they were before. */
async function chooseCardOffer(
  { em, shop }: InTransaction<MerchantContext>,
  { cardOffer, cardsAccepted }: { cardOffer?: CardOffer | null; cardsAccepted?: boolean | null },
  before: CardOffer,
): Promise<CardOffer> {
  if (cardOffer) return cardOffer
  if (cardsAccepted === false) return 'NOBODY'
  if (!cardsAccepted || before !== 'NOBODY') return before
  const [row] = await em.execute<{ earlier: CardOffer }[]>(
    'select card_offer as earlier from shop where id = ?',
    [shop.id],
  )
  return row?.earlier ?? before
}

/** The URL if it is a page of the shop, else null: buyers get it by mail with a secret in its fragment. */
function parseShopPage(shop: Shop, text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || url.hash || url.username || url.password || !shop.origins.includes(url.origin)) return null
  return url.href
}
