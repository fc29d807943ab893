import type { BuyerContext } from '../../../app/context.ts'
import { serviceUnavailable } from '../../../kernel/errors.ts'
import { KeyMissingError } from '../../../platform/crypto/day-keys.ts'
import type { CardPaymentRef, SealedFragment } from '../custody/keys.ts'

export interface SealedCardParts {
  keptDigits: { keyId: string; sealed: Buffer }
  fragment: SealedFragment
}

/**
 * Encrypts the two parts of a card number, each with its own key of the day. `fragment` is what `buildFragment` returned.
 * @throws SERVICE_UNAVAILABLE, also logged at error level, when a key of the day is missing.
 */
export function sealCardParts(
  ctx: BuyerContext,
  parts: { keptDigits: string; fragment: string },
  payment: CardPaymentRef,
): SealedCardParts {
  try {
    return {
      keptDigits: ctx.app.keptDigitsKeys.seal(parts.keptDigits, payment),
      fragment: ctx.app.fragmentSealer.seal(parts.fragment, payment),
    }
  } catch (error) {
    if (!(error instanceof KeyMissingError)) throw error
    ctx.app.log.error({ err: error }, 'Cards can’t be taken: a key is missing')
    throw serviceUnavailable(error)
  }
}
