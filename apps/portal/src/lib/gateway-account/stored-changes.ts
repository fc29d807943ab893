import { m } from '../paraglide/messages.js'
import { getLocale } from '../paraglide/runtime.js'
import { formatDateTime } from '../time.ts'
import { paymentUrlOf } from './payment-page.ts'
import type { GatewayAccount, GatewayProtocol } from './gateway-account.documents.ts'

/**
 * Lists what the stored account has and a refused form has not, one line `label: value` per setting.
 * @param known the account that the form shows
 * @param submitted the texts of the form, by field; a setting without one, such as a key, is compared with `known`
 */
export function describeStoredChanges(
  known: GatewayAccount,
  submitted: Readonly<Record<string, string>>,
  stored: GatewayAccount,
  protocol: GatewayProtocol,
  shop: { timeZone: string },
): string[] {
  const environment =
    stored.environment === 'TEST' ? m.gateway_environment_test() : m.gateway_environment_production()
  const changes: [label: string, value: string][] = []
  const textOf = (name: string) => submitted[name]?.trim()
  if ((textOf('name') ?? known.name) !== stored.name) changes.push([m.gateway_name(), stored.name])
  if ((textOf('environment') ?? known.environment) !== stored.environment)
    changes.push([m.gateway_environment(), environment])
  if ((paymentUrlOf(submitted, protocol) ?? known.paymentUrl) !== stored.paymentUrl)
    changes.push([m.gateway_payment_url(), stored.paymentUrl])
  for (const { name, label } of protocol.fields) {
    const [before, now] = [known, stored].map(({ fields }) => fields.find((field) => field.name === name))
    const text = textOf(`fields.${name}`) ?? before?.value ?? ''
    if (!now || (text === (now.value ?? '') && before?.setAt === now.setAt)) continue
    const value = now.setAt
      ? m.gateway_secret_set_at({ at: formatDateTime(now.setAt, shop.timeZone, getLocale()) })
      : (now.value ?? '–')
    changes.push([label, value])
  }
  return changes.map(([label, value]) => m.gateway_stored_meanwhile({ label, value }))
}
