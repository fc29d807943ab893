import type { BankNotification } from '../gateway/bank-protocol.ts'

/** The largest that its column takes. */
const MOST = 2 ** 31 - 1

/** What a unmatched payment keeps of the money that a bank tells of: null for what could not be read, or is no sum of this world. */
export const storableMoney = ({
  amount,
  currency,
}: Pick<BankNotification, 'amount' | 'currency'>): { amount: number | null; currency: string | null } => ({
  amount: amount >= 0 && amount <= MOST ? amount : null,
  currency: /^[A-Z]{3}$/.test(currency) ? currency : null,
})
