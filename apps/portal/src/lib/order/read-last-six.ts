/**
 * Reads what was typed or pasted as the last six digits, without separators. A whole card number counts if it begins
 * with these kept digits. Null for any other input of more than six digits, of which no part may be guessed.
 */
export function readLastSix(typed: string, keptDigits: string): string | null {
  const digits = typed.replace(/\D/g, '')
  if (digits.length <= 6) return digits
  const isWholeNumber = digits.length === keptDigits.length + 6 && digits.startsWith(keptDigits)
  return isWholeNumber ? digits.slice(-6) : null
}
