import type { CardBrand } from '@triclic/card-core'
import type { Language } from '../kernel/errors.ts'
import type { Orm } from '../platform/db/orm.ts'
import { isEqualText, sha256 } from '../platform/crypto/sign.ts'

/** A shop as the doors know it: settings that change rarely, held in memory and renewed when the database says so. */
export interface Shop {
  id: string
  slug: string
  name: string
  /** ISO 4217. */
  currency: string
  locale: Language
  /** ISO 3166 alpha-2. */
  country: string
  /** IANA. */
  timeZone: string
  paymentModes: ('CARD' | 'BANK')[]
  cardBrands: CardBrand[]
  /** Where the six missing digits are mailed. */
  fragmentTo: string
  /** What those mails are encrypted to; in clear without. Its fingerprint is in upper-case hexadecimal. */
  openPgpKey: { armored: string; fingerprint: string } | null
  /** No card is taken without a usable key. */
  openPgpRequired: boolean
  /** The frontend's page for a card request; the first origin's /card if null. */
  cardPageUrl: string | null
  /** The frontend's page that opens an order from a mail's link; the first origin's /order if null. */
  orderPageUrl: string | null
  /** How long an order waits to be paid. */
  orderDelaySeconds: number
  /** How long an attempt waits for the bank's word. */
  bankDelaySeconds: number
  keptRetentionSeconds: number
  keys: string[]
  origins: string[]
}

interface Held extends Shop {
  secretHashes: Map<string, Buffer>
}

/** All shops, by key, slug and id. */
export class ShopCache {
  readonly #orm: Orm
  #byKey = new Map<string, Held>()
  #bySlug = new Map<string, Held>()
  #byId = new Map<string, Held>()
  #origins = new Set<string>()
  #renewing: Promise<unknown> = Promise.resolve()

  constructor(orm: Orm) {
    this.#orm = orm
  }

  /** One after the other, so that what was read first never replaces what was read later. */
  renew(): Promise<void> {
    const renewed = this.#renewing.then(() => this.#read())
    this.#renewing = renewed.catch(() => undefined)
    return renewed
  }

  async #read(): Promise<void> {
    const rows = await this.#orm.em.fork().execute<ShopRow[]>(ALL_SHOPS)
    const held = rows.map(toHeld)
    this.#byKey = new Map(held.flatMap((shop) => shop.keys.map((key) => [key, shop])))
    this.#bySlug = new Map(held.map((shop) => [shop.slug, shop]))
    this.#byId = new Map(held.map((shop) => [shop.id, shop]))
    this.#origins = new Set(held.flatMap((shop) => shop.origins))
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
  openpgp_key: string | null
  openpgp_fingerprint: string | null
  openpgp_required: boolean
  card_page_url: string | null
  order_page_url: string | null
  order_delay_seconds: number
  bank_delay_seconds: number
  kept_retention_seconds: number
  keys: { key: string; hash: string }[]
  origins: string[]
}

const toHeld = (row: ShopRow): Held => ({
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
  openPgpKey:
    row.openpgp_key && row.openpgp_fingerprint
      ? { armored: row.openpgp_key, fingerprint: row.openpgp_fingerprint }
      : null,
  openPgpRequired: row.openpgp_required,
  cardPageUrl: row.card_page_url,
  orderPageUrl: row.order_page_url,
  orderDelaySeconds: row.order_delay_seconds,
  bankDelaySeconds: row.bank_delay_seconds,
  keptRetentionSeconds: row.kept_retention_seconds,
  keys: row.keys.map(({ key }) => key),
  origins: row.origins,
  secretHashes: new Map(row.keys.map(({ key, hash }) => [key, Buffer.from(hash, 'hex')])),
})
