import type { StorefrontClient } from '@triclic/storefront-client'
import type { Language } from '#lib/texts.js'

declare global {
  namespace App {
    interface Locals {
      /** The API, on behalf of the buyer of this request. */
      client: StorefrontClient
      language: Language
    }
  }
}

export {}
