import { luhnRemainder } from './luhn-remainder.ts'
import { readDigits } from './read-digits.ts'

/**
 * A digit that says what the kept part adds to Luhn; given it, the missing part can be judged alone. It tells no
 * more of the number than the kept part's own Luhn sum. NaN for what holds no digits or anything else.
 */
export function keptChecksum(kept: string): number {
  const digits = readDigits(kept)
  // Six digits follow, an even number: the kept part's last digit counts once, as if nothing did.
  return digits ? luhnRemainder(digits) : NaN
}
