import 'unplugin-icons/types/svelte'
import type { Shop } from '#lib/api/documents/shop.ts'
import type { RequestError, RequestErrorCode } from '#lib/api/request-error.ts'
import type { Locale } from '#lib/paraglide/runtime.js'
import type { PageHead } from '#lib/server/page-head/page-head.ts'
import type { ShopConfig } from '#lib/shop/shop-config.ts'

declare global {
  namespace App {
    interface Locals {
      requestId: string
      /** The shop served at the requested host; null if no shop uses that host. */
      shopConfig: ShopConfig | null
      /** The shop's public settings; null if they could not be read. */
      shop: Shop | null
      /** Why the shop's settings could not be read. */
      shopError: RequestError | null
      visitorId: string | null
      locale: Locale
      /** What search engines are told of the page; absent for one that is not indexed. */
      pageHead?: PageHead
      /** Origin that this page may submit a form to besides the shop itself. */
      bankOrigin: string | null
      /** What a checkout that was just refused asked for: its page quotes the same delivery. */
      refusedDelivery?: {
        countryCode: string
        postalCode: string
        vatNumber: string | null
        methodId: string | null
      }
    }
    interface Error {
      status: number
      message: string
      code?: RequestErrorCode | undefined
      /** The id under which the error is logged. */
      requestId?: string
    }
  }
}

export {}
