import type { BuyerContext } from '../../../app/context.ts'
import { serviceUnavailable } from '../../../kernel/errors.ts'

export interface CardMailSettings {
  fragmentTo: string
  openPgpFingerprint: string | null
  openPgpRequired: boolean
}

/**
 * A shop is held in memory and told of changes, and news can be late: no fragment leaves by settings that have changed.
 * @throws SERVICE_UNAVAILABLE when they have; the shop is renewed meanwhile.
 */
export function requireCurrentSettings({ app, shop }: BuyerContext, current: CardMailSettings): void {
  const isFresh =
    current.fragmentTo === shop.fragmentTo &&
    current.openPgpFingerprint === (shop.openPgpKey?.fingerprint ?? null) &&
    current.openPgpRequired === shop.openPgpRequired
  if (isFresh) return
  app.shops.reload().catch((error: unknown) => app.log.warn({ err: error }, 'Shops could not be reloaded'))
  throw serviceUnavailable(new Error('The shop changed where its card mail goes.'))
}
