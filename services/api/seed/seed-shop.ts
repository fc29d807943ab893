import type { Client } from 'pg'
import { v7 } from 'uuid'
import { newShopKey } from '../src/shop/new-shop-key.ts'
import { insertShop, type ShopRows } from './insert-shop.ts'

const STOCK = 1_000_000
const NOUNS = ['Bowl', 'Lamp', 'Chair', 'Basket', 'Blanket', 'Jug', 'Mirror', 'Stool', 'Candle', 'Tray']
const ADJECTIVES = [
  'Amber',
  'Birch',
  'Coral',
  'Dusk',
  'Elm',
  'Fern',
  'Granite',
  'Hazel',
  'Indigo',
  'Jade',
  'Kelp',
]
const SIZES = ['Small', 'Medium', 'Large']

const pick = (list: string[], at: number): string => list[at % list.length] ?? ''

/** Creates a shop for load tests: `count` products with one to three variants each, and one shipping method. */
export async function seedShop(
  client: Client,
  slug: string,
  count: number,
): Promise<{ slug: string; key: string }> {
  const key = newShopKey()
  await insertShop(client, shopRows(slug, count), key)
  return { slug, key: key.key }
}

function shopRows(slug: string, count: number): ShopRows {
  const [shopId, zoneId] = [v7(), v7()]
  const rows: ShopRows = {
    shop: {
      id: shopId,
      slug,
      name: slug,
      currency: 'EUR',
      locale: 'en',
      country: 'FR',
      time_zone: 'Europe/Paris',
      payment_modes: ['CARD', 'BANK'],
      card_brands: ['VISA', 'MASTERCARD', 'AMERICAN_EXPRESS', 'DINERS_CLUB'],
      fragment_to: `payments@${slug}.test`,
      order_delay_seconds: 604_800,
      bank_delay_seconds: 7200,
      kept_retention_seconds: 604_800,
      created_at: new Date(),
    },
    products: [],
    variants: [],
    stock: [],
    collections: [{ id: v7(), shop_id: shopId, slug: 'all', name: 'All', position: 0 }],
    collectionProducts: [],
    shippingZones: [
      { id: zoneId, shop_id: shopId, name: 'Everywhere', countries: [], postal_prefixes: [], version: 1 },
    ],
    shippingMethods: [
      {
        id: v7(),
        shop_id: shopId,
        zone_id: zoneId,
        name: 'Standard',
        kind: 'FLAT',
        price: 490,
        tiers: [],
        enabled: true,
        version: 1,
        tax_category: 'STANDARD',
        position: 0,
      },
    ],
  }
  for (let number = 1; number <= count; number++) addProduct(rows, number)
  return rows
}

function addProduct(rows: ShopRows, number: number): void {
  const shop_id = rows.shop.id
  const product_id = v7()
  const name = `${pick(ADJECTIVES, number)} ${pick(NOUNS, Math.floor(number / ADJECTIVES.length))} ${number}`
  rows.products.push({
    id: product_id,
    shop_id,
    slug: `product-${number}`,
    name,
    description: `${name}, product ${number} of this load test shop.`,
    image_path: null,
    created_at: new Date(Date.now() - number * 1000),
  })
  rows.collectionProducts.push({
    shop_id,
    collection_id: rows.collections[0]?.id,
    product_id,
    position: number,
  })
  for (let position = 0; position <= number % 3; position++) {
    const id = v7()
    const sku = `P${number}-${position + 1}`
    const price = 500 + ((number * 137) % 9500) + position * 250
    rows.variants.push({
      id,
      shop_id,
      product_id,
      sku,
      name: SIZES[position],
      price,
      tax_category: 'STANDARD',
      position,
    })
    rows.stock.push({ shop_id, variant_id: id, on_hand: STOCK })
  }
}
