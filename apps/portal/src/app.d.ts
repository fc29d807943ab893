import 'unplugin-icons/types/svelte'
declare global {
  namespace App {
    interface Error {
      /** `extensions.code` of the merchant API, or a code of the portal itself. */
      code?: string
    }
    interface Locals {
      /** The session token of the merchant API; null when signed out. */
      session: string | null
      /** Set by the page that redirects to a bank. */
      bankOrigin: string | null
    }
  }
}

export {}
