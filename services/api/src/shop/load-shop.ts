import type { Process } from '../app/context.ts'
import { orderOrigins } from './keys/order-origins.ts'
import { NO_MANUAL_PAYMENTS } from './manual-payments.ts'
import type { Shop } from './shop.ts'

/** Loads the settings that the worker may read: API keys, OpenPGP settings, the logo and published pages are left empty. Null if the shop does not exist. */
export async function loadShop(app: Process, shopId: string): Promise<Shop | null> {
  const [row] = await app.orm.em.fork().execute<ShopRow[]>(SELECT_SHOP, [shopId])
  return row ? toShop(row) : null
}

export type ShopRow = Omit<Shop, keyof typeof NOT_READ>

export const toShop = (row: ShopRow): Shop => ({
  ...row,
  origins: orderOrigins(row.origins),
  ...NOT_READ,
})

/** Selects a `ShopTax` as JSON from the row of `shop` with this name in the statement. */
export const selectShopTax = (shop: string): string =>
  `json_build_object('territory', coalesce(${shop}.tax_territory, ${shop}.country), 'isSmallBusiness', ${shop}.is_small_business,
    'ossSince', ${shop}.oss_since, 'priceMode', ${shop}.price_mode, 'rates', ${shop}.tax_rates)`

/** Selects a `ShopRow` by the shop's id, its parameter. */
export const SELECT_SHOP = `
  select id, slug, name, status, currency, locale, country, time_zone as "timeZone", payment_modes as "paymentModes", card_offer as "cardOffer",
       card_brands as "cardBrands", fragment_to as "fragmentTo", contact_email as "contactEmail", card_page_url as "cardPageUrl",
       order_page_url as "orderPageUrl", order_delay_seconds as "orderDelaySeconds",
       business, accent_color as "accentColor",
       bank_delay_seconds as "bankDelaySeconds", kept_retention_seconds as "keptRetentionSeconds",
       coalesce((select json_agg(o.origin) from shop_origin o where o.shop_id = shop.id), '[]') as origins,
       ${selectShopTax('shop')} as tax
     from shop where id = ?`

const NOT_READ = {
  manualPayments: NO_MANUAL_PAYMENTS,
  publishedPages: [],
  keys: [],
  logo: null,
  openPgpKey: null,
  openPgpRequired: false,
  secondFactorRequired: false,
  cardCopyAllowed: false,
  registeredDocumentsOnly: false,
}

/** The page to which mails about an order link: the configured one, or /order of the first origin. Null without an origin. */
export const orderPageUrl = (shop: Pick<Shop, 'orderPageUrl' | 'origins'>): string | null =>
  shop.orderPageUrl ?? (shop.origins[0] ? `${shop.origins[0]}/order` : null)
