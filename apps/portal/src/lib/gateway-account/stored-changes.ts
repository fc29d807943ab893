import { m } from '../paraglide/messages.js'
import { getLocale } from '../paraglide/runtime.js'
import { formatDateTime } from '../time.ts'
import type { GatewayAccount, GatewayProtocol } from './gateway-account.documents.ts'

/** Lists what differs between the account that a form shows and the stored one, one sentence per setting. */
export function describeStoredChanges(
  known: GatewayAccount,
  stored: GatewayAccount,
  protocol: GatewayProtocol,
  shop: { timeZone: string },
): string[] {
  const environment =
    stored.environment === 'TEST' ? m.gateway_environment_test() : m.gateway_environment_production()
  const changes: [label: string, value: string][] = []
  if (known.name !== stored.name) changes.push([m.gateway_name(), stored.name])
  if (known.environment !== stored.environment) changes.push([m.gateway_environment(), environment])
  if (known.paymentUrl !== stored.paymentUrl) changes.push([m.gateway_payment_url(), stored.paymentUrl])
  for (const { name, label } of protocol.fields) {
    const [before, now] = [known, stored].map(({ fields }) => fields.find((field) => field.name === name))
    if (!now || (before?.value === now.value && before.setAt === now.setAt)) continue
    const value = now.setAt
      ? m.gateway_secret_set_at({ at: formatDateTime(now.setAt, shop.timeZone, getLocale()) })
      : (now.value ?? '–')
    changes.push([label, value])
  }
  return changes.map(([label, value]) => m.gateway_stored_meanwhile({ label, value }))
}
