import { v7 } from 'uuid'
import type { DemoDiscount, DemoShippingZone, DemoShop } from './demo/demo-shop.ts'
import { sanitizeDescription } from '../src/product/sanitize-description.ts'
import { publishPages } from './demo-pages.ts'
import type { ShopRows } from './insert-shop.ts'

const DAY_MS = 86_400_000

/** Creates the rows of a demo shop. Its products were added one per day, the last one today. */
export function demoRows(demo: DemoShop): ShopRows {
  const shopId = v7()
  const rows: ShopRows = {
    shop: {
      id: shopId,
      slug: demo.slug,
      name: demo.name,
      currency: demo.currency,
      locale: demo.locale,
      country: demo.country,
      time_zone: demo.timeZone,
      payment_modes: ['CARD', 'BANK'],
      card_brands: ['VISA', 'MASTERCARD', 'AMERICAN_EXPRESS', 'DINERS_CLUB'],
      fragment_to: demo.fragmentTo,
      contact_email: demo.contactEmail,
      business: demo.business,
      order_delay_seconds: 604_800,
      bank_delay_seconds: 7200,
      kept_retention_seconds: 604_800,
      created_at: new Date(),
    },
    products: [],
    variants: [],
    stock: [],
    collections: demo.collections.map((collection, position) => ({
      id: v7(),
      shop_id: shopId,
      ...collection,
      position,
    })),
    collectionProducts: [],
    shippingZones: [],
    shippingMethods: [],
    discounts: (demo.discounts ?? []).map((discount) => discountRow(shopId, discount)),
  }
  for (const zone of demo.shipping) addShippingZone(rows, zone)
  if (demo.pickup)
    addShippingMethod(rows, {
      name: demo.pickup.name,
      description: demo.pickup.text,
      kind: 'PICKUP',
      price: 0,
      pickup_address: demo.pickup.address,
      opening_hours: demo.pickup.hours,
    })
  for (const index of demo.products.keys()) addProduct(rows, demo, index)
  publishPages(rows, demo)
  return rows
}

const discountRow = (shopId: string, discount: DemoDiscount) => ({
  shop_id: shopId,
  id: v7(),
  name: discount.name,
  code: discount.code ?? null,
  kind: discount.basisPoints ? 'PERCENTAGE' : 'FREE_DELIVERY',
  basis_points: discount.basisPoints ?? null,
  minimum_amount: discount.minimumAmount ?? null,
  starts_at: new Date(Date.now() - 30 * DAY_MS),
  max_uses: discount.maxUses ?? null,
  max_uses_per_email: discount.maxUsesPerEmail ?? null,
  enabled: true,
  version: 1,
  created_at: new Date(),
})

function addShippingZone(rows: ShopRows, zone: DemoShippingZone): void {
  const zoneId = v7()
  rows.shippingZones.push({
    id: zoneId,
    shop_id: rows.shop.id,
    name: zone.name,
    countries: zone.countries,
    postal_prefixes: zone.postalPrefixes ?? [],
    version: 1,
  })
  for (const { name, text, price, freeFrom } of zone.methods)
    addShippingMethod(rows, {
      zone_id: zoneId,
      name,
      description: text,
      kind: typeof price === 'number' ? 'FLAT' : 'BY_WEIGHT',
      price: typeof price === 'number' ? price : 0,
      tiers: typeof price === 'number' ? [] : price.map(([upTo, ofTier]) => ({ upTo, price: ofTier })),
      free_from: freeFrom ?? null,
    })
}

function addShippingMethod(rows: ShopRows, method: Record<string, unknown>): void {
  rows.shippingMethods.push({
    id: v7(),
    shop_id: rows.shop.id,
    zone_id: null,
    tiers: [],
    free_from: null,
    pickup_address: null,
    opening_hours: null,
    enabled: true,
    version: 1,
    tax_category: null,
    position: rows.shippingMethods.length,
    ...method,
  })
}

function addProduct(rows: ShopRows, demo: DemoShop, index: number): void {
  const product = demo.products[index]
  const collection = rows.collections.find(({ slug }) => slug === product?.collection)
  if (!product || !collection) throw new Error(`Product ${index} of ${demo.slug} is in an unknown collection`)
  const shopId = rows.shop.id
  const productId = v7()
  rows.products.push({
    id: productId,
    shop_id: shopId,
    slug: product.slug,
    name: product.name,
    description: product.text,
    description_html: sanitizeDescription(`<p>${product.text}</p>`),
    option_names: product.option ? [product.option] : [],
    image_path: `/media/${demo.slug}/${product.slug}.svg`,
    created_at: new Date(Date.now() - (demo.products.length - 1 - index) * DAY_MS),
  })
  rows.collectionProducts.push({
    shop_id: shopId,
    collection_id: collection.id,
    product_id: productId,
    position: index,
  })
  for (const [position, [name, price, onHand]] of product.variants.entries()) {
    const id = v7()
    const sku = `${demo.slug.slice(0, 2)}-${product.slug}-${position + 1}`.toUpperCase()
    rows.variants.push({
      id,
      shop_id: shopId,
      product_id: productId,
      sku,
      name,
      option_values: product.option ? [name] : [],
      price,
      recommended_price: product.recommendedPrice ?? null,
      tax_category: product.tax ?? demo.tax,
      weight_grams: demo.weightGrams,
      position,
    })
    rows.stock.push({ shop_id: shopId, variant_id: id, on_hand: onHand })
  }
}
