/** The SIREN or SIRET of La Poste: its establishments outnumber what the check digit allows. */
const LA_POSTE = '356000000'

/**
 * A French SIREN (9 digits) or SIRET (14, beginning with the SIREN) without separators, or null. Both end in a check digit by the Luhn formula (INSEE); the sum of
 * digits of a SIRET of La Poste is a multiple of five instead.
 */
export function parseSirenOrSiret(text: string): string | null {
  const number = text.replace(/[\s.\-–]/g, '')
  if (!/^(\d{9}|\d{14})$/.test(number) || /^0+$/.test(number)) return null
  if (number.length === 14 && number.startsWith(LA_POSTE) && sumOf([...number].map(Number)) % 5 === 0)
    return number
  return hasLuhnDigit(number) && hasLuhnDigit(number.slice(0, 9)) ? number : null
}

const sumOf = (digits: number[]): number => digits.reduce((sum, digit) => sum + digit, 0)

function hasLuhnDigit(number: string): boolean {
  const digits = [...number].reverse().map((digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1)
    return value > 9 ? value - 9 : value
  })
  return sumOf(digits) % 10 === 0
}
