import { writeAudit } from '../audit/write-audit.ts'
import { inTransaction, type MerchantContext } from '../app/context.ts'
import { OperationError, type UserError } from '../kernel/errors.ts'
import { parseText } from '../kernel/read-text.ts'
import { loadSettings, type ShopSettings } from './load-shop-settings.ts'
import type { Shop } from './shop-cache.ts'

const HOUR = 3600
const DAY = 24 * HOUR

/** Seconds, from and to. A kept key lives for a day more than the longest retention (make-keys): none may be longer. */
const BOUNDS = {
  orderDelaySeconds: [HOUR, 60 * DAY],
  bankDelaySeconds: [HOUR, 3 * DAY],
  keptRetentionSeconds: [HOUR, 30 * DAY],
} as const

/**
 * Changes how the shop waits, keeps and links. Every process hears of it at once by NOTIFY. A retention counts for cards
 * given from then on: what is kept already is erased when it was to be.
 * @throws DELAY_OUT_OF_BOUNDS, PAGE_NOT_OF_SHOP, all at once
 */
export async function changeShopSettings(
  ctx: MerchantContext,
  input: Omit<ShopSettings, 'cardPageUrl' | 'orderPageUrl'> & {
    cardPageUrl?: string | null
    orderPageUrl?: string | null
  },
): Promise<ShopSettings> {
  const problems: UserError[] = []
  for (const [name, [least, most]] of Object.entries(BOUNDS)) {
    const value = input[name as keyof typeof BOUNDS]
    if (value < least || value > most) problems.push({ code: 'DELAY_OUT_OF_BOUNDS', field: [name] })
  }
  const pageOf = (field: 'cardPageUrl' | 'orderPageUrl'): string | null => {
    const text = parseText(input[field], field, 500)
    const page = text && readPage(ctx.shop, text)
    if (text && !page) problems.push({ code: 'PAGE_NOT_OF_SHOP', field: [field] })
    return page
  }
  const settings: ShopSettings = {
    orderDelaySeconds: input.orderDelaySeconds,
    bankDelaySeconds: input.bankDelaySeconds,
    keptRetentionSeconds: input.keptRetentionSeconds,
    cardPageUrl: pageOf('cardPageUrl'),
    orderPageUrl: pageOf('orderPageUrl'),
  }
  if (problems.length > 0) throw new OperationError(...problems)
  await inTransaction(ctx, async (tx) => {
    const before = await loadSettings(tx, 'for update')
    const changed = (Object.keys(settings) as (keyof ShopSettings)[]).filter(
      (name) => settings[name] !== before[name],
    )
    if (changed.length === 0) return
    await tx.em.execute(
      `update shop set order_delay_seconds = ?, bank_delay_seconds = ?, kept_retention_seconds = ?, card_page_url = ?,
         order_page_url = ? where id = ?`,
      [
        settings.orderDelaySeconds,
        settings.bankDelaySeconds,
        settings.keptRetentionSeconds,
        settings.cardPageUrl,
        settings.orderPageUrl,
        tx.shop.id,
      ],
    )
    const subject = changed.map((name) => `${name}: ${before[name] ?? '–'} → ${settings[name] ?? '–'}`)
    writeAudit(tx, { action: 'changeShopSettings', subject: subject.join('; ') })
  })
  return settings
}

/** A page of the shop's own, else null: what is mailed to buyers with a secret behind its # must not lead elsewhere. */
function readPage(shop: Shop, text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || url.hash || url.username || url.password || !shop.origins.includes(url.origin)) return null
  return url.href
}
