/**
 * amount × numerator ÷ denominator, rounded half up.
 * @throws RangeError unless all are non-negative safe integers and the denominator is positive
 */
export function divideHalfUp(amount: number, numerator: number, denominator: number): number {
  const values = [amount, numerator, denominator]
  if (denominator === 0 || !values.every((value) => Number.isSafeInteger(value) && value >= 0))
    throw new RangeError('The amount and the ratio must be non-negative safe integers')
  const divisor = BigInt(denominator)
  return Number((2n * BigInt(amount) * BigInt(numerator) + divisor) / (2n * divisor))
}
