import type { Language } from './errors.ts'
import { OperationError, toUserErrors } from './errors.ts'

/** What a verb answers, with `userErrors`; a refusal becomes `onRefused` with the problems in the buyer's language. */
export async function toPayload<T extends object, R extends object>(
  ctx: { language: Language },
  work: () => Promise<T>,
  onRefused: R | (() => Promise<R>),
): Promise<(T | R) & { userErrors: ReturnType<typeof toUserErrors> }> {
  try {
    return { ...(await work()), userErrors: [] }
  } catch (error) {
    if (!(error instanceof OperationError)) throw error
    const refused = typeof onRefused === 'function' ? await onRefused() : onRefused
    return { ...refused, userErrors: toUserErrors(error.problems, ctx.language) }
  }
}
