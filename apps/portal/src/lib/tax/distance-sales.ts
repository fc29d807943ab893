import type { TaxSettings } from './tax.documents.ts'

type Taxes = Pick<TaxSettings, 'distanceSales' | 'ossSince' | 'isSmallBusiness' | 'isInUnion'>

/** The part of the threshold from which on a merchant should prepare to register. */
const NEAR = 0.8

/**
 * How the sales to consumers in other member states stand to the 10,000 € of Directive 2006/112/EC, art. 59c: more than that in this calendar year or
 * the last one, close to it, or neither. Null where the threshold does not matter: the shop uses the one-stop shop already, is exempt or
 * outside the Union, or does not sell in euros.
 */
export function thresholdState({ distanceSales, ossSince, isSmallBusiness, isInUnion }: Taxes) {
  const { thisYear, lastYear, threshold } = distanceSales
  if (!threshold || ossSince || isSmallBusiness || !isInUnion) return null
  const highest = Math.max(thisYear.amount, lastYear.amount)
  if (highest > threshold.amount) return 'EXCEEDED'
  return highest > threshold.amount * NEAR ? 'NEAR' : null
}
