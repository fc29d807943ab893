export type BankEnvironment = 'TEST' | 'PRODUCTION'

/** A family of banks that speak the same protocol, and what a merchant is asked for there. */
export interface BankProtocol {
  name: string
  title: string
  brands: { name: string; testUrl: string; productionUrl: string }[]
  fields: BankField[]
  notifyUrl: string
  notifyUrlMustBePasted: boolean
  notifyUrlHint: string
  returnUrl: string | null
  returnUrlHint: string | null
  tryHint: string
}

export interface BankField {
  name: string
  label: string
  hint: string
  isSecret: boolean
  isLong: boolean
  neededIn: BankEnvironment[]
}

/** A bank of the shop. The value of a secret is never known here. */
export interface BankAccount {
  id: string
  protocol: string
  name: string
  environment: BankEnvironment
  paymentUrl: string
  enabled: boolean
  settingsSetAt: string
  triedAt: string | null
  fields: { name: string; isSet: boolean; value: string | null; setAt: string | null }[]
  /** What a trial would pay. */
  trialAmount: { amount: number; currency: string }
  trial: BankTrial | null
}

export interface BankTrial {
  id: string
  status: 'OPEN' | 'PENDING' | 'PAID' | 'REFUSED' | 'CANCELLED' | 'MISMATCHED'
  amount: { amount: number; currency: string }
  environment: BankEnvironment
  openedAt: string
  notifiedAt: string | null
  refusals: { receivedAt: string; advice: string }[]
}

/** A form for the browser to submit to the bank. */
export interface BankRedirect {
  method: 'GET' | 'POST'
  url: string
  fields: { name: string; value: string }[]
}

/** In place of a brand's name: an address of one's own. */
export const OTHER_BRAND = 'other'

const urlOf = (brand: BankProtocol['brands'][number], environment: BankEnvironment) =>
  environment === 'TEST' ? brand.testUrl : brand.productionUrl

/** Where a brand's buyers pay; null when it is none of the protocol's. */
export function brandUrl(
  protocol: BankProtocol,
  brandName: string,
  environment: BankEnvironment,
): string | null {
  const brand = protocol.brands.find(({ name }) => name === brandName)
  return brand ? urlOf(brand, environment) : null
}

/** The brand whose page an account sends its buyers to. */
export const brandOf = (protocol: BankProtocol, { paymentUrl, environment }: BankAccount): string =>
  protocol.brands.find((brand) => urlOf(brand, environment) === paymentUrl)?.name ?? OTHER_BRAND
