import type { Api } from '../../../app/context.ts'
import type { Shop } from '../../../shop/shop-cache.ts'
import {
  NotAuthenticError,
  type BankAnswer,
  type BankProtocol,
  type RawNotification,
} from '../bank-protocol.ts'
import { findAcceptedSettings, type AcceptedSettings } from '../accounts/find-accepted-settings.ts'
import { recordRefusedNotification } from './record-refused-notification.ts'
import { processNotification } from './process-notification.ts'

/**
 * A bank's call: authenticated by the shop's own account, as it is or just was, then settled, and answered only after the
 * commit.
 * What is not authentic changes nothing and is kept on the list of refused ones. With the database down this throws,
 * so that the bank tries again.
 */
export async function receiveNotification(
  app: Api,
  shop: Shop,
  protocol: BankProtocol,
  raw: RawNotification,
): Promise<BankAnswer> {
  let refusal: NotAuthenticError | null = null
  for (const settings of await findAcceptedSettings(app, shop, protocol.name)) {
    try {
      await take(app, shop, protocol, raw, settings)
      return protocol.answer.received
    } catch (error) {
      if (!(error instanceof NotAuthenticError)) throw error
      refusal ??= error
    }
  }
  await recordRefusedNotification(app, shop, protocol, raw, refusal?.message ?? 'no account')
  return protocol.answer.refused
}

/** @throws NotAuthenticError what these settings have against it */
async function take(
  app: Api,
  shop: Shop,
  protocol: BankProtocol,
  raw: RawNotification,
  { account, until }: AcceptedSettings,
): Promise<void> {
  const notification = protocol.readNotification(account, raw)
  const ctx = { app, shop, language: shop.locale }
  const verdict = await processNotification(ctx, protocol.name, notification, until)
  const { outcome } = notification
  app.log.info({ shop: shop.slug, bank: protocol.name, outcome, verdict }, 'A bank notified')
}
