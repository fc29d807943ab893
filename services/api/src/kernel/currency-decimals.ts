/** ISO 4217: the currencies whose minor unit is not a hundredth. Intl follows what people write, and drops the forint's two decimals. */
const NO_DECIMALS = /^(BIF|CLP|DJF|GNF|ISK|JPY|KMF|KRW|PYG|RWF|UGX|UYI|VND|VUV|XAF|XOF|XPF)$/
const THREE_DECIMALS = /^(BHD|IQD|JOD|KWD|LYD|OMR|TND)$/
const FOUR_DECIMALS = /^(CLF|UYW)$/

/** How many decimals an amount in minor units has: as banks count, whatever people write. */
export function currencyDecimals(currency: string): number {
  if (NO_DECIMALS.test(currency)) return 0
  if (THREE_DECIMALS.test(currency)) return 3
  return FOUR_DECIMALS.test(currency) ? 4 : 2
}
