import type { Api } from '../../../app/context.ts'
import { bankNotifications } from '../../../platform/telemetry/metrics.ts'
import type { Shop } from '../../../shop/shop.ts'
import {
  NotAuthenticError,
  type BankResponse,
  type BankProtocol,
  type RawNotification,
} from '../bank-protocol.ts'
import { findAcceptedSettings, type AcceptedSettings } from '../accounts/find-accepted-settings.ts'
import { recordRefusedNotification } from './record-refused-notification.ts'
import { processNotification } from './process-notification.ts'

/**
 * Handles a bank's notification: authenticates it with the shop's current or recently replaced settings, processes it, and
 * responds only after the commit. A notification that is not authentic changes nothing and is recorded as refused.
 * Throws if the database is down, so that the bank retries.
 */
export async function receiveNotification(
  app: Api,
  shop: Shop,
  protocol: BankProtocol,
  raw: RawNotification,
): Promise<BankResponse> {
  let refusal: NotAuthenticError | null = null
  for (const settings of raw.unexpected === 'too large'
    ? []
    : await findAcceptedSettings(app, shop, protocol.name)) {
    try {
      await authenticateAndProcess(app, shop, protocol, raw, settings)
      return protocol.responses.received
    } catch (error) {
      if (!(error instanceof NotAuthenticError)) throw error
      refusal ??= error
    }
  }
  const reason = raw.unexpected ?? refusal?.message ?? 'no account'
  await recordRefusedNotification(app, shop, protocol, raw, reason)
  bankNotifications.inc({ bank: protocol.name, verdict: 'REFUSED' })
  return protocol.responses.refused
}

/** @throws NotAuthenticError if the notification is not authentic for these settings */
async function authenticateAndProcess(
  app: Api,
  shop: Shop,
  protocol: BankProtocol,
  raw: RawNotification,
  { account, validUntil }: AcceptedSettings,
): Promise<void> {
  const notification = protocol.readNotification(account, raw)
  const ctx = { app, shop, language: shop.locale }
  const verdict = await processNotification(ctx, protocol.name, notification, validUntil)
  bankNotifications.inc({ bank: protocol.name, verdict })
  const { outcome } = notification
  app.log.info({ shop: shop.slug, bank: protocol.name, outcome, verdict }, 'Bank notification processed')
}
