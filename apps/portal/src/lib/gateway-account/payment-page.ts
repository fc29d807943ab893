import type { GatewayAccount, GatewayEnvironment, GatewayProtocol } from './gateway-account.documents.ts'

/** The option for a payment page whose URL the merchant enters. */
export const OTHER_BRAND = 'other'

const pageOf = (brand: GatewayProtocol['brands'][number], environment: GatewayEnvironment) =>
  environment === 'TEST' ? brand.testUrl : brand.productionUrl

/** The payment page that was chosen in the form of an account; undefined if its brand was not submitted. */
export function paymentUrlOf(
  submitted: Readonly<Record<string, string>>,
  protocol: Pick<GatewayProtocol, 'brands'>,
): string | undefined {
  if (submitted['brand'] === OTHER_BRAND) return submitted['paymentUrl']?.trim()
  const brand = protocol.brands.find(({ name }) => name === submitted['brand'])
  return brand && pageOf(brand, submitted['environment'] === 'PRODUCTION' ? 'PRODUCTION' : 'TEST')
}

/** The brand that an account's payment page belongs to, or OTHER_BRAND. */
export const brandOf = (
  protocol: Pick<GatewayProtocol, 'brands'>,
  { paymentUrl, environment }: Pick<GatewayAccount, 'paymentUrl' | 'environment'>,
): string => protocol.brands.find((brand) => pageOf(brand, environment) === paymentUrl)?.name ?? OTHER_BRAND
