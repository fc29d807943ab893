import { randomBytes } from 'node:crypto'
import type { Client } from 'pg'
import { v7 } from 'uuid'
import { inShop } from '../seed/in-shop.ts'
import { sha256 } from '../src/platform/crypto/sign.ts'
import type { TestApi } from './api.ts'

export interface TestShop {
  id: string
  slug: string
  key: string
  secret: string
  origin: string
  shippingZoneId: string
  variants: { id: string; productId: string; sku: string; price: number }[]
  shippingMethodId: string
}

export interface ShopOptions {
  name?: string
  locale?: 'fr' | 'en'
  currency?: string
  timeZone?: string
  fragmentTo?: string
  paymentModes?: string[]
  /** Off by default here: most tests sign in with a password alone. */
  secondFactorRequired?: boolean
  cardBrands?: string[]
  /** One product per variant; prices in minor units. */
  variants?: { price?: number; stock?: number; taxCategory?: string; weightGrams?: number }[]
}

/** Creates a shop for a single test: by default three products, and one shipping method for all countries. */
export async function createShop(api: TestApi, options: ShopOptions = {}): Promise<TestShop> {
  const id = v7()
  const slug = `shop-${randomBytes(6).toString('hex')}`
  const shop: TestShop = {
    id,
    slug,
    key: `pk_${randomBytes(12).toString('hex')}`,
    secret: `sk_${randomBytes(24).toString('hex')}`,
    origin: `http://${slug}.localhost:4002`,
    variants: [],
    shippingZoneId: v7(),
    shippingMethodId: v7(),
  }
  await inShop(api.owner, id, () => insertShop(api.owner, shop, options))
  return shop
}

async function insertShop(owner: Client, shop: TestShop, options: ShopOptions): Promise<void> {
  const { id, slug } = shop
  await owner.query(
    `insert into shop (id, slug, name, currency, locale, country, time_zone, payment_modes, card_brands, fragment_to,
       second_factor_required)
     values ($1, $2, $3, $4, $5, 'FR', $6, $7, $8, $9, $10)`,
    [
      id,
      slug,
      options.name ?? `Shop ${slug}`,
      options.currency ?? 'EUR',
      options.locale ?? 'fr',
      options.timeZone ?? 'Europe/Paris',
      options.paymentModes ?? ['CARD', 'BANK'],
      options.cardBrands ?? ['VISA', 'MASTERCARD', 'AMERICAN_EXPRESS', 'DINERS_CLUB'],
      options.fragmentTo ?? `merchant@${slug}.test`,
      options.secondFactorRequired ?? false,
    ],
  )
  await owner.query('insert into shop_key (key, shop_id, secret_hash) values ($1, $2, $3)', [
    shop.key,
    id,
    sha256(shop.secret),
  ])
  await owner.query('insert into shop_origin (shop_id, origin) values ($1, $2)', [id, shop.origin])
  await owner.query(
    `with zone as (
       insert into shipping_zone (shop_id, id, name, countries) values ($2, $3, 'Everywhere', '{}') returning id
     )
     insert into shipping_method (id, shop_id, zone_id, name, price, tax_category, position) select $1, $2, id, 'Colissimo', 490, 'STANDARD', 0 from zone`,
    [shop.shippingMethodId, id, shop.shippingZoneId],
  )
  const variants = options.variants ?? [{ price: 1000 }, { price: 2500 }, { price: 4999 }]
  for (const [index, variant] of variants.entries())
    shop.variants.push(await addProduct(owner, id, index, variant))
}

async function addProduct(
  owner: Client,
  shopId: string,
  index: number,
  options: NonNullable<ShopOptions['variants']>[number],
): Promise<TestShop['variants'][number]> {
  const productId = v7()
  const variant = { id: v7(), productId, sku: `SKU-${index + 1}`, price: options.price ?? 1000 }
  await owner.query(
    `insert into product (id, shop_id, slug, name, description) values ($1, $2, $3, $4, 'A product of a test')`,
    [productId, shopId, `product-${index + 1}`, `Product ${index + 1}`],
  )
  await owner.query(
    `insert into variant (id, shop_id, product_id, sku, name, price, tax_category, weight_grams, position)
     values ($1, $2, $3, $4, 'Standard', $5, $6, $7, 0)`,
    [
      variant.id,
      shopId,
      productId,
      variant.sku,
      variant.price,
      options.taxCategory ?? 'STANDARD',
      options.weightGrams ?? null,
    ],
  )
  await owner.query('insert into stock (shop_id, variant_id, on_hand) values ($1, $2, $3)', [
    shopId,
    variant.id,
    options.stock ?? 100,
  ])
  return variant
}
