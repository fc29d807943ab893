import 'unplugin-icons/types/svelte'
declare global {
  namespace App {
    interface Error {
      /** `extensions.code` of the merchant API, or a code of the portal's own. */
      code?: string
    }
    interface Locals {
      /** The opaque session token of the merchant API, if the browser holds one. */
      session: string | null
      /** Set by the one page that hands the browser to a bank. */
      bankOrigin: string | null
    }
  }
}

export {}
