import { readFileSync, statSync } from 'node:fs'
import { STOREFRONT_SHOPS, STOREFRONT_SHOPS_FILE } from '$app/env/private'
import { log } from '#lib/server/log.ts'
import { parseShopConfigs, type ShopConfig } from '#lib/shop/shop-config.ts'

let fromFile: ShopConfig[] = []
let readVersion: number | null = null

/** The shops that this process serves now: those of its environment, and those of the file, which is read again when it changed. */
export function servedShops(): ShopConfig[] {
  if (!STOREFRONT_SHOPS_FILE) return STOREFRONT_SHOPS
  const version = statSync(STOREFRONT_SHOPS_FILE, { throwIfNoEntry: false })?.mtimeMs ?? null
  if (version !== readVersion) {
    readVersion = version
    fromFile = version === null ? [] : readShops(STOREFRONT_SHOPS_FILE)
  }
  return [...STOREFRONT_SHOPS, ...fromFile]
}

/** A file that cannot be read leaves the shops as they are. */
function readShops(file: string): ShopConfig[] {
  try {
    return parseShopConfigs(readFileSync(file, 'utf8'))
  } catch (error) {
    log.error({ err: error }, 'STOREFRONT_SHOPS_FILE could not be read')
    return fromFile
  }
}
