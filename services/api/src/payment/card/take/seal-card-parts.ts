import type { BuyerContext } from '../../../app/context.ts'
import { serviceUnavailable } from '../../../kernel/errors.ts'
import { KeyMissingError } from '../../../platform/crypto/day-keys.ts'
import type { FragmentOwner, SealedFragment } from '../custody/keys.ts'

export interface SealedCardParts {
  kept: { keyId: string; sealed: Buffer }
  fragment: SealedFragment
}

/** Seals each half with the day's key of its own; the fragment is what `buildFragment` wrote. @throws SERVICE_UNAVAILABLE, and tells the log, without a key. */
export async function sealCardParts(
  ctx: BuyerContext,
  parts: { kept: string; fragment: string },
  owner: FragmentOwner,
): Promise<SealedCardParts> {
  try {
    return {
      kept: ctx.app.keptDigitsKeys.seal(parts.kept, owner),
      fragment: await ctx.app.fragmentSealer.seal(parts.fragment, owner),
    }
  } catch (error) {
    if (!(error instanceof KeyMissingError)) throw error
    ctx.app.log.error({ err: error }, 'No card can be taken: a key is missing')
    throw serviceUnavailable(error)
  }
}
