import type { RequestEvent } from '@sveltejs/kit'
import { enterShopMutation, shopQuery, type Shop } from '#lib/api/documents/shop.ts'
import { callApi, callApiAnonymously, type Caller } from '#lib/server/api-client.ts'
import type { ShopConfig } from '#lib/shop/shop-config.ts'

/** Requests a visitor id before the page's parallel requests, each of which would be given a different one. */
export async function enterShop(event: RequestEvent): Promise<void> {
  await callApi(event, enterShopMutation)
}

const cacheMs = 30_000
// Public facts only, the same for all buyers.
const cache = new Map<string, { shop: Shop; expiresAt: number }>()

/** Reads the shop's public settings, cached for 30 seconds. */
export async function readShop(config: ShopConfig, caller: Caller): Promise<Shop> {
  const cached = cache.get(config.slug)
  if (cached && cached.expiresAt > Date.now()) return cached.shop
  const { shop } = await callApiAnonymously(config, caller, shopQuery)
  cache.set(config.slug, { shop, expiresAt: Date.now() + cacheMs })
  return shop
}
