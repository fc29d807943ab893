import type { GatewayEnvironment } from '#lib/gateway-account/gateway-account.documents.ts'
import { OTHER_BRAND } from '#lib/gateway-account/payment-page.ts'
import { textOf } from '#lib/server/form-data.ts'

/** The names of a bank's fields in the form begin with one of these. Secret ones are never given back. */
const FIELD = 'fields.'
const SECRET = 'secrets.'

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
      .filter((key) => key.startsWith(FIELD) || key.startsWith(SECRET))
      .map((key) => ({ name: key.slice(key.indexOf('.') + 1), value: textOf(form, key) ?? '' })),
  }
}

/** The fields of the form that may be given back when it is refused: all but the bank's keys. */
export const publicFieldsOf = (form: FormData): string[] => [
  'brand',
  'paymentUrl',
  'environment',
  'name',
  'version',
  ...[...form.keys()].filter((key) => key.startsWith(FIELD)),
]
