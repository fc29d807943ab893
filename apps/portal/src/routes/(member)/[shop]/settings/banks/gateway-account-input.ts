import type { GatewayEnvironment } from '#lib/gateway-account/gateway-account.documents.ts'
import { OTHER_BRAND } from '#lib/gateway-account/payment-page.ts'
import { textOf } from '#lib/server/form-data.ts'

const FIELD = 'fields.'

/** Reads the settings form of a bank. The payment page is that of the chosen brand, or the URL that the merchant entered. */
export function gatewayAccountInput(form: FormData) {
  const environment: GatewayEnvironment = form.get('environment') === 'PRODUCTION' ? 'PRODUCTION' : 'TEST'
  const brand = textOf(form, 'brand')
  return {
    name: textOf(form, 'name') ?? '',
    environment,
    brand: brand === OTHER_BRAND ? null : brand,
    paymentUrl: textOf(form, 'paymentUrl') ?? '',
    fields: [...form.keys()]
      .filter((key) => key.startsWith(FIELD))
      .map((key) => ({ name: key.slice(FIELD.length), value: textOf(form, key) ?? '' })),
  }
}
