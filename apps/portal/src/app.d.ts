import 'unplugin-icons/types/svelte'
import type { CardMailWarning } from '#lib/card-mail/card-mail.documents.ts'
import type { Member, Shop } from '#lib/member/member.documents.ts'
import type { CertificationOutcome } from '#lib/order/order.documents.ts'
import type { Permission } from '#lib/member/member.ts'

declare global {
  namespace App {
    interface Error {
      /** `extensions.code` of the merchant API, or a code of the portal itself. */
      code?: string
      /** The id under which the error is logged. */
      requestId?: string
    }
    /** What the layouts show. Each page of a signed-in member loads it with queryForPage. */
    interface PageData {
      member?: Member
      /** The shop in the page's URL. */
      shop?: Shop
      /** What the member may do in that shop. */
      permissions?: readonly Permission[]
      openUnmatchedPayments?: number
      cardMailWarning?: CardMailWarning | null
      secondFactorOff?: boolean
    }
    interface PageState {
      /** The card payment whose outcome was recorded on the page before this one. */
      certified?: { code: string; outcome: CertificationOutcome; isLinkSent?: boolean }
    }
    interface Locals {
      requestId: string
      /** The session token of the merchant API; null when signed out. */
      session: string | null
      /** Set by the page that redirects to a bank. */
      bankOrigin: string | null
      /** Where the page may send a card; null for every other page. */
      cardEntryUrl: string | null
    }
  }
}

export {}
