import type { RequestEvent } from '@sveltejs/kit'
import { legalPagesQuery, type LegalPage } from '#lib/api/documents/catalog.ts'
import { countriesQuery, type Country } from '#lib/api/documents/delivery.ts'
import {
  enterShopMutation,
  shopIdentityQuery,
  shopQuery,
  type Shop,
  type ShopIdentity,
} from '#lib/api/documents/shop.ts'
import { LANGUAGES, type Language } from '#lib/language-address.ts'
import { callApi, callApiAnonymously, type Caller } from '#lib/server/api-client.ts'
import type { ShopConfig } from '#lib/shop/shop-config.ts'

/** Requests a visitor id before the page's parallel requests, each of which would be given a different one. */
export async function enterShop(event: RequestEvent): Promise<void> {
  await callApi(event, enterShopMutation)
}

const cacheMs = 30_000

/** Keeps what a function reads of each shop for 30 seconds: public facts only, the same for all buyers. */
function cacheByShop<Fact>(read: (config: ShopConfig, caller: Caller) => Promise<Fact>) {
  const cache = new Map<string, { fact: Fact; expiresAt: number }>()
  return async (config: ShopConfig, caller: Caller): Promise<Fact> => {
    const cached = cache.get(config.slug)
    if (cached && cached.expiresAt > Date.now()) return cached.fact
    const fact = await read(config, caller)
    cache.set(config.slug, { fact, expiresAt: Date.now() + cacheMs })
    return fact
  }
}

/** Reads the shop's public settings, cached for 30 seconds. */
export const readShop = cacheByShop<Shop>(
  async (config, caller) => (await callApiAnonymously(config, caller, shopQuery)).shop,
)

/** Reads the legal pages in each language, cached for 30 seconds. */
export const readLegalPages = cacheByShop<Record<Language, LegalPage[]>>(async (config, caller) => {
  const inLanguages = LANGUAGES.map(async (locale): Promise<[Language, LegalPage[]]> => {
    const { shopPages } = await callApiAnonymously(config, { ...caller, locale }, legalPagesQuery)
    return [locale, shopPages]
  })
  return Object.fromEntries(await Promise.all(inLanguages)) as Record<Language, LegalPage[]>
})

/** Reads who sells in the shop, cached for 30 seconds. */
export const readShopIdentity = cacheByShop<ShopIdentity>(
  async (config, caller) => (await callApiAnonymously(config, caller, shopIdentityQuery)).shop,
)

/** Reads the countries that an address may be in, cached for 30 seconds. */
export const readCountries = cacheByShop<Country[]>(
  async (config, caller) => (await callApiAnonymously(config, caller, countriesQuery)).shop.countries,
)
