/**
 * A price less a percentage, in minor units, rounded half up.
 * @param basisPoints 1000 is 10 %
 */
export const reducedPrice = (price: number, basisPoints: number): number =>
  Math.floor((price * (10_000 - basisPoints) + 5_000) / 10_000)
