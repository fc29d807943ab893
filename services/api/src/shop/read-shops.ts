import type { CardBrand } from '@triclic/card-core'
import type { Language } from '../kernel/errors.ts'
import type { Orm } from '../platform/db/orm.ts'
import { orderOrigins } from './keys/order-origins.ts'
import { selectShopTax } from './load-shop.ts'
import { toManualPayments, type ManualPayments } from './manual-payments.ts'
import type { BusinessIdentity } from './business/business-identity.ts'
import type { Shop, ShopLogo, ShopStatus } from './shop.ts'
import type { PublishedPage } from './published-page.ts'

export interface CachedShop extends Shop {
  /** SHA-256 of the secret that belongs to each key. */
  secretHashes: Map<string, Buffer>
  /** When a key stops being valid, in epoch milliseconds; keys that are valid until they are revoked have no entry. */
  keyExpiries: Map<string, number>
}

/** What a shop can be found by; `key` is a public key of the storefront API. */
export type ShopRef = 'id' | 'slug' | 'key'

/** The shops to read, by what they are asked for. */
export type ShopRefs = Record<ShopRef, string[]>

/** Reads the settings of several shops with one statement, none if there is nothing to read. */
export async function readShops(orm: Orm, refs: ShopRefs): Promise<CachedShop[]> {
  const names = [refs.id, refs.slug, refs.key]
  if (names.every(({ length }) => length === 0)) return []
  const rows = await orm.em.fork().execute<CachedShopRow[]>(
    READ_SHOPS,
    names.map((values) => JSON.stringify(values)),
  )
  return rows.map(toCachedShop)
}

/** Those of the origins that shops have. */
export async function findOrigins(orm: Orm, origins: Set<string>): Promise<Set<string>> {
  if (origins.size === 0) return new Set()
  const rows = await orm.em
    .fork()
    .execute<{ origin: string }[]>(
      'select distinct origin from shop_origin where origin in (select jsonb_array_elements_text(?::jsonb))',
      [JSON.stringify([...origins])],
    )
  return new Set(rows.map(({ origin }) => origin))
}

const READ_SHOPS = `
  with wanted as (
    select id from shop where id in (select jsonb_array_elements_text(?::jsonb)::uuid)
    union select id from shop where slug in (select jsonb_array_elements_text(?::jsonb))
    union select shop_id from shop_key where key in (select jsonb_array_elements_text(?::jsonb)) and (expires_at is null or expires_at > now())
  )
  select s.*,
    coalesce((
      select json_agg(json_build_object('key', k.key, 'hash', encode(k.secret_hash, 'hex'), 'expiresAt', k.expires_at))
      from shop_key k where k.shop_id = s.id and (k.expires_at is null or k.expires_at > now())
    ), '[]') as keys,
    coalesce((select json_agg(o.origin) from shop_origin o where o.shop_id = s.id), '[]') as origins,
    ${selectShopTax('s')} as tax
  from shop s where s.id = any(array(select id from wanted))`

interface CachedShopRow {
  id: string
  slug: string
  name: string
  status: ShopStatus
  currency: string
  locale: Language
  country: string
  time_zone: string
  payment_modes: ('CARD' | 'BANK')[]
  card_offer: Shop['cardOffer']
  manual_payments: Partial<ManualPayments>
  card_brands: CardBrand[]
  fragment_to: string
  contact_email: string | null
  openpgp_key: string | null
  openpgp_fingerprint: string | null
  openpgp_required: boolean
  second_factor_required: boolean
  card_copy_allowed: boolean
  registered_documents_only: boolean
  card_page_url: string | null
  order_page_url: string | null
  order_delay_seconds: number
  bank_delay_seconds: number
  kept_retention_seconds: number
  business: BusinessIdentity | null
  accent_color: string | null
  logo_media_id: string | null
  logo_size: Omit<ShopLogo, 'id'> | null
  published_pages: PublishedPage[]
  keys: { key: string; hash: string; expiresAt: string | null }[]
  origins: string[]
  tax: Shop['tax']
}

const toCachedShop = (row: CachedShopRow): CachedShop => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  status: row.status,
  currency: row.currency,
  locale: row.locale,
  country: row.country,
  timeZone: row.time_zone,
  paymentModes: row.payment_modes,
  cardOffer: row.card_offer,
  manualPayments: toManualPayments(row.manual_payments),
  cardBrands: row.card_brands,
  fragmentTo: row.fragment_to,
  contactEmail: row.contact_email,
  openPgpKey:
    row.openpgp_key && row.openpgp_fingerprint
      ? { armored: row.openpgp_key, fingerprint: row.openpgp_fingerprint }
      : null,
  openPgpRequired: row.openpgp_required,
  secondFactorRequired: row.second_factor_required,
  cardCopyAllowed: row.card_copy_allowed,
  registeredDocumentsOnly: row.registered_documents_only,
  cardPageUrl: row.card_page_url,
  orderPageUrl: row.order_page_url,
  orderDelaySeconds: row.order_delay_seconds,
  bankDelaySeconds: row.bank_delay_seconds,
  keptRetentionSeconds: row.kept_retention_seconds,
  business: row.business,
  accentColor: row.accent_color,
  logo: row.logo_media_id && row.logo_size ? { ...row.logo_size, id: row.logo_media_id } : null,
  publishedPages: row.published_pages,
  keys: row.keys.map(({ key }) => key),
  origins: orderOrigins(row.origins),
  tax: row.tax,
  secretHashes: new Map(row.keys.map(({ key, hash }) => [key, Buffer.from(hash, 'hex')])),
  keyExpiries: new Map(
    row.keys.flatMap(({ key, expiresAt }) => (expiresAt === null ? [] : [[key, Date.parse(expiresAt)]])),
  ),
})
