import type { CardBrand } from '@triclic/card-core'
import type { Language } from '../kernel/errors.ts'
import type { Orm } from '../platform/db/orm.ts'
import { isEqualText, sha256 } from '../platform/crypto/sign.ts'

/** A shop's settings, cached in memory and reloaded when the database reports a change. */
export interface Shop {
  id: string
  slug: string
  name: string
  /** ISO 4217 code. */
  currency: string
  locale: Language
  /** ISO 3166-1 alpha-2 code. */
  country: string
  /** IANA time zone. */
  timeZone: string
  paymentModes: ('CARD' | 'BANK')[]
  cardBrands: CardBrand[]
  /** Recipient of card mails, which contain the last six digits. */
  fragmentTo: string
  /** Public address of the shop, which receives buyers' replies to emails; null means `fragmentTo`. */
  contactEmail: string | null
  /** Key to which card mails are encrypted; null sends them unencrypted. The fingerprint is upper-case hexadecimal. */
  openPgpKey: { armored: string; fingerprint: string } | null
  /** Whether cards are refused without a usable key. */
  openPgpRequired: boolean
  /** Whether cards are shown and certified only in sessions that were opened with a second factor. */
  secondFactorRequired: boolean
  /** The frontend's page for card requests; null means /card of the first origin. */
  cardPageUrl: string | null
  /** The frontend's page to which mails about an order link; null means /order of the first origin. */
  orderPageUrl: string | null
  /** An unpaid order expires after this time. */
  orderDelaySeconds: number
  /** A payment attempt without news from the bank expires after this time. */
  bankDelaySeconds: number
  /** Kept digits are erased after this time at the latest. */
  keptRetentionSeconds: number
  /** Public keys of the storefront API. */
  keys: string[]
  origins: string[]
}

interface CachedShop extends Shop {
  /** SHA-256 of the secret that belongs to each key. */
  secretHashes: Map<string, Buffer>
}

/** All shops by public key, slug and id. */
export class ShopCache {
  readonly #orm: Orm
  #byKey = new Map<string, CachedShop>()
  #bySlug = new Map<string, CachedShop>()
  #byId = new Map<string, CachedShop>()
  #origins = new Set<string>()
  #reloading: Promise<unknown> = Promise.resolve()

  constructor(orm: Orm) {
    this.#orm = orm
  }

  /** Reloads all shops. Reloads run one at a time, so that an older result cannot replace a newer one. */
  reload(): Promise<void> {
    const reloaded = this.#reloading.then(() => this.#read())
    this.#reloading = reloaded.catch(() => undefined)
    return reloaded
  }

  async #read(): Promise<void> {
    const rows = await this.#orm.em.fork().execute<ShopRow[]>(ALL_SHOPS)
    const shops = rows.map(toCachedShop)
    this.#byKey = new Map(shops.flatMap((shop) => shop.keys.map((key) => [key, shop])))
    this.#bySlug = new Map(shops.map((shop) => [shop.slug, shop]))
    this.#byId = new Map(shops.map((shop) => [shop.id, shop]))
    this.#origins = new Set(shops.flatMap((shop) => shop.origins))
  }

  byKey = (key: string): Shop | undefined => this.#byKey.get(key)
  bySlug = (slug: string): Shop | undefined => this.#bySlug.get(slug)
  byId = (id: string): Shop | undefined => this.#byId.get(id)
  isOriginOfAny = (origin: string): boolean => this.#origins.has(origin)

  isSecretOf(key: string, secret: string): boolean {
    const hash = this.#byKey.get(key)?.secretHashes.get(key)
    return hash !== undefined && isEqualText(hash.toString('hex'), sha256(secret).toString('hex'))
  }
}

const ALL_SHOPS = `
  select s.*,
    coalesce((select json_agg(json_build_object('key', k.key, 'hash', encode(k.secret_hash, 'hex'))) from shop_key k where k.shop_id = s.id), '[]') as keys,
    coalesce((select json_agg(o.origin order by o.origin) from shop_origin o where o.shop_id = s.id), '[]') as origins
  from shop s`

interface ShopRow {
  id: string
  slug: string
  name: string
  currency: string
  locale: Language
  country: string
  time_zone: string
  payment_modes: ('CARD' | 'BANK')[]
  card_brands: CardBrand[]
  fragment_to: string
  contact_email: string | null
  openpgp_key: string | null
  openpgp_fingerprint: string | null
  openpgp_required: boolean
  second_factor_required: boolean
  card_page_url: string | null
  order_page_url: string | null
  order_delay_seconds: number
  bank_delay_seconds: number
  kept_retention_seconds: number
  keys: { key: string; hash: string }[]
  origins: string[]
}

const toCachedShop = (row: ShopRow): CachedShop => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  currency: row.currency,
  locale: row.locale,
  country: row.country,
  timeZone: row.time_zone,
  paymentModes: row.payment_modes,
  cardBrands: row.card_brands,
  fragmentTo: row.fragment_to,
  contactEmail: row.contact_email,
  openPgpKey:
    row.openpgp_key && row.openpgp_fingerprint
      ? { armored: row.openpgp_key, fingerprint: row.openpgp_fingerprint }
      : null,
  openPgpRequired: row.openpgp_required,
  secondFactorRequired: row.second_factor_required,
  cardPageUrl: row.card_page_url,
  orderPageUrl: row.order_page_url,
  orderDelaySeconds: row.order_delay_seconds,
  bankDelaySeconds: row.bank_delay_seconds,
  keptRetentionSeconds: row.kept_retention_seconds,
  keys: row.keys.map(({ key }) => key),
  origins: row.origins,
  secretHashes: new Map(row.keys.map(({ key, hash }) => [key, Buffer.from(hash, 'hex')])),
})
