/** What a discount takes off, and when. Amounts in minor units, tax included. */
export interface Discount {
  id: string
  /** What buyers see of an automatic discount. */
  name: string
  /** In upper case; null for an automatic discount. */
  code: string | null
  kind: DiscountKind
  /** Of PERCENTAGE: 1000 is 10 %. */
  basisPoints: number | null
  /** Of AMOUNT. */
  amount: number | null
  /** The only goods that it applies to; null for all. */
  collectionId: string | null
  /** Of the goods before discounts. */
  minimumAmount: number | null
  /** Epoch milliseconds. */
  startsAt: number
  /** Epoch milliseconds; null if it does not end. */
  endsAt: number | null
  maxUsesPerEmail: number | null
  enabled: boolean
  /** Whether all uses are taken. */
  isUsedUp: boolean
}

export type DiscountKind = 'PERCENTAGE' | 'AMOUNT' | 'FREE_DELIVERY'
