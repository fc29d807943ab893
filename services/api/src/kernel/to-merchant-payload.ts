import { RequestError, OperationError, toUserErrors } from './errors.ts'
import type { Language, UserError } from './errors.ts'
import { MerchantUserErrorCode, type MerchantUserError } from './merchant-user-error.type.ts'

const codes = new Map<string, MerchantUserErrorCode>(Object.entries(MerchantUserErrorCode))

/**
 * What a merchant's verb answers, with `userErrors`. A refusal that the contract has no code for (a card number in a
 * text, an unusable address) becomes BAD_USER_INPUT, naming the path.
 */
export async function toMerchantPayload<T extends object, R extends object>(
  ctx: { language: Language },
  work: () => Promise<T>,
  onRefused: R | ((problems: UserError[]) => R),
): Promise<(T | R) & { userErrors: MerchantUserError[] }> {
  try {
    return { ...(await work()), userErrors: [] }
  } catch (error) {
    if (!(error instanceof OperationError)) throw error
    const userErrors = toUserErrors(error.problems, ctx.language).map(({ code, message, field }) => {
      const known = codes.get(code)
      if (!known) throw new RequestError('BAD_USER_INPUT', `${field?.join('.') ?? 'The input'}: ${message}`)
      return { code: known, message, field }
    })
    return { ...(typeof onRefused === 'function' ? onRefused(error.problems) : onRefused), userErrors }
  }
}
