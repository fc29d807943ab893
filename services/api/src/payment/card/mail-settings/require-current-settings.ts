import type { BuyerContext } from '../../../app/context.ts'
import { serviceUnavailable } from '../../../kernel/errors.ts'
import { reportFailure } from '../../../platform/telemetry/report-failure.ts'

export interface CardMailSettings {
  fragmentTo: string
  openPgpFingerprint: string | null
  openPgpRequired: boolean
}

/**
 * Makes sure that the cached shop has the card mail settings of the database, since cache updates can be late and no card
 * fragment may be sent with outdated settings.
 * @throws SERVICE_UNAVAILABLE when they differ; the cache is then reloaded in the background.
 */
export function requireCurrentSettings({ app, shop }: BuyerContext, current: CardMailSettings): void {
  const isCurrent =
    current.fragmentTo === shop.fragmentTo &&
    current.openPgpFingerprint === (shop.openPgpKey?.fingerprint ?? null) &&
    current.openPgpRequired === shop.openPgpRequired
  if (isCurrent) return
  app.shops
    .reload([shop.id])
    .catch((error: unknown) =>
      reportFailure(app.log, 'cache', error, {}, 'The settings of a shop could not be reloaded'),
    )
  throw serviceUnavailable(new Error('The cached card mail settings of the shop are outdated.'))
}
