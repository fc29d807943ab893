/** ISO 4217: the currencies whose minor unit is not a hundredth. Intl follows what people write, and drops the forint's two decimals. */
const DECIMALS: Record<number, string> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
}

/** How many decimals an amount in minor units has: as banks count, whatever people write. */
export const currencyDecimals = (currency: string): number =>
  Number(Object.keys(DECIMALS).find((decimals) => DECIMALS[Number(decimals)]?.includes(currency)) ?? 2)
