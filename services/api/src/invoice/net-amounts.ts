import { allocate, decimalsOf, taxIncludedIn } from '@triclic/money'

/**
 * Splits the net amount of a rate over what is charged at it, in proportion to what each costs with tax, so that the parts add up to it. See
 * docs/decisions/0078.
 * @param net minor units
 * @param gross minor units, tax included
 */
export const splitNet = (net: number, gross: readonly number[]): number[] =>
  gross.some((amount) => amount > 0) ? allocate(net, gross) : gross.map(() => 0)

/** A gross amount without the tax it includes, in minor units. */
export const netOf = (gross: number, taxBasisPoints: number): number =>
  gross - taxIncludedIn(gross, taxBasisPoints)

/** More would not be read; with these, the product is exact for every quantity up to 10,000. */
const MAX_EXTRA_DECIMALS = 4

/**
 * The price of one unit, in major units, with as few decimals as needed for quantity × price to be the amount once it is rounded.
 * @param amount minor units
 * @param quantity at least 1
 */
export function unitPriceOf(amount: number, quantity: number, currency: string): string {
  const decimals = decimalsOf(currency)
  for (let extra = 0; extra <= MAX_EXTRA_DECIMALS; extra++) {
    const scale = 10n ** BigInt(extra)
    const unit = divideHalfUp(BigInt(amount) * scale, BigInt(quantity))
    const isExact = divideHalfUp(unit * BigInt(quantity), scale) === BigInt(amount)
    if (isExact || extra === MAX_EXTRA_DECIMALS) return toDecimal(unit, decimals + extra)
  }
  throw new Error('Unreachable')
}

const divideHalfUp = (amount: bigint, divisor: bigint): bigint => (2n * amount + divisor) / (2n * divisor)

function toDecimal(units: bigint, decimals: number): string {
  const digits = String(units).padStart(decimals + 1, '0')
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}
