/** Where the caret stands in a grouped number once `count` digits lie before it. */
export function caretAfterDigits(formatted: string, count: number): number {
  if (count === 0) return 0
  let seen = 0
  for (let index = 0; index < formatted.length; index += 1) {
    if (/\d/.test(formatted.charAt(index))) seen += 1
    if (seen === count) return index + 1
  }
  return formatted.length
}
