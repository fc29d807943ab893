import type { GatewayAccount, GatewayEnvironment, GatewayProtocol } from './gateway-account.documents.ts'

/** The option for a payment page whose URL the merchant enters. */
export const OTHER_BRAND = 'other'

const pageOf = (brand: GatewayProtocol['brands'][number], environment: GatewayEnvironment) =>
  environment === 'TEST' ? brand.testUrl : brand.productionUrl

/** The brand that an account's payment page belongs to, or OTHER_BRAND. */
export const brandOf = (
  protocol: Pick<GatewayProtocol, 'brands'>,
  { paymentUrl, environment }: Pick<GatewayAccount, 'paymentUrl' | 'environment'>,
): string => protocol.brands.find((brand) => pageOf(brand, environment) === paymentUrl)?.name ?? OTHER_BRAND
