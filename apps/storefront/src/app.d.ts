import 'unplugin-icons/types/svelte'
import type { Locale } from '#lib/paraglide/runtime.js'
import type { ApiErrorCode, Shop } from '#lib/api/types.ts'
import type { ShopAccess } from '#lib/shop-access.ts'

declare global {
  namespace App {
    interface Locals {
      /** The shop whose host was asked for; null on the bare host. */
      access: ShopAccess | null
      /** What the API says of the shop; null while the API can't be reached. */
      shop: Shop | null
      visitorId: string | null
      locale: Locale
      /** Origin that this answer's page may send its form to, beside the shop itself. */
      bankOrigin: string | null
    }
    interface Error {
      status: number
      message: string
      code?: ApiErrorCode | undefined
    }
  }
}

export {}
