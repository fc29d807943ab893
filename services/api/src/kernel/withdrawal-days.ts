/** Days of the period to withdraw from a purchase (Code de la consommation L221-18; Directive 2011/83/EU, art. 9), and to refund (L221-24). */
export const WITHDRAWAL_DAYS = 14
