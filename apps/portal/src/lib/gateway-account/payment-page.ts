import type { GatewayAccount, GatewayEnvironment, GatewayProtocol } from './gateway-account.documents.ts'

/** The option for a payment page whose URL the merchant enters. */
export const OTHER_BRAND = 'other'

const pageOf = (brand: GatewayProtocol['brands'][number], environment: GatewayEnvironment) =>
  environment === 'TEST' ? brand.testUrl : brand.productionUrl

/** The URL of a brand's payment page; null for a brand that the protocol does not list. */
export function brandUrl(
  protocol: Pick<GatewayProtocol, 'brands'>,
  brandName: string,
  environment: GatewayEnvironment,
): string | null {
  const brand = protocol.brands.find(({ name }) => name === brandName)
  return brand ? pageOf(brand, environment) : null
}

/** The brand that an account's payment page belongs to, or OTHER_BRAND. */
export const brandOf = (
  protocol: Pick<GatewayProtocol, 'brands'>,
  { paymentUrl, environment }: Pick<GatewayAccount, 'paymentUrl' | 'environment'>,
): string => protocol.brands.find((brand) => pageOf(brand, environment) === paymentUrl)?.name ?? OTHER_BRAND
