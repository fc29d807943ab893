import { errorMessage } from '@triclic/error-codes'
import type { GatewayEnvironment, GatewayProtocol } from '#lib/gateway-account/gateway-account.documents.ts'
import { brandUrl, OTHER_BRAND } from '#lib/gateway-account/payment-page.ts'
import { getLocale } from '#lib/paraglide/runtime.js'
import { FormError, textOf } from '#lib/server/form-data.ts'

/**
 * Reads the settings form of a protocol. The payment page is that of the chosen brand, or the URL that the merchant
 * entered.
 */
export function gatewayAccountInput(form: FormData, protocol: GatewayProtocol) {
  const environment: GatewayEnvironment = form.get('environment') === 'PRODUCTION' ? 'PRODUCTION' : 'TEST'
  const brand = textOf(form, 'brand') ?? OTHER_BRAND
  return {
    name: textOf(form, 'name') ?? '',
    environment,
    paymentUrl: brandUrl(protocol, brand, environment) ?? textOf(form, 'paymentUrl') ?? '',
    fields: protocol.fields
      .filter(({ name }) => form.has(`fields.${name}`))
      .map(({ name }) => ({ name, value: textOf(form, `fields.${name}`) ?? '' })),
  }
}

/** The fields of the form that may be given back when it is refused: all but the bank's keys. */
export const publicFields = (protocol: GatewayProtocol | undefined): string[] => [
  'brand',
  'paymentUrl',
  'environment',
  'name',
  ...(protocol?.fields ?? []).filter(({ isSecret }) => !isSecret).map(({ name }) => `fields.${name}`),
]

/** The protocol with that name. Throws a FormError if there is none. */
export function requireProtocol(
  protocols: readonly GatewayProtocol[],
  name: string | undefined,
): GatewayProtocol {
  const protocol = protocols.find((each) => each.name === name)
  if (!protocol)
    throw new FormError(
      [{ code: 'NOT_FOUND', field: null, message: errorMessage('NOT_FOUND', getLocale()) }],
      404,
    )
  return protocol
}
