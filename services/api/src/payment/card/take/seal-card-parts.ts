import type { BuyerContext } from '../../../app/context.ts'
import { unavailable } from '../../../kernel/errors.ts'
import { KeyMissing } from '../../../platform/crypto/day-keys.ts'
import type { SealedFor, SealedFragment } from '../custody/keys.ts'

export interface SealedHalves {
  kept: { keyId: string; sealed: Buffer }
  fragment: SealedFragment
}

/** Seals each half with the day's key of its own; the fragment is what `writeFragment` wrote. @throws SERVICE_UNAVAILABLE, and tells the log, without a key. */
export async function sealHalves(
  ctx: BuyerContext,
  halves: { kept: string; fragment: string },
  owner: SealedFor,
): Promise<SealedHalves> {
  try {
    return {
      kept: ctx.app.keptKeys.seal(halves.kept, owner),
      fragment: await ctx.app.fragmentSealer.seal(halves.fragment, owner),
    }
  } catch (error) {
    if (!(error instanceof KeyMissing)) throw error
    ctx.app.log.error({ err: error }, 'No card can be taken: a key is missing')
    throw unavailable(error)
  }
}
