import { OperationError, reject } from '../kernel/errors.ts'
import { guessability } from './guessability.ts'
import type { MemberType, ShopRef } from './member.type.ts'

type PasswordOwner = Pick<MemberType, 'email' | 'name'> & {
  memberships: { shop: Pick<ShopRef, 'name' | 'slug'> }[]
}

/** Characters. PCI DSS 4.0.1, requirement 8.3.6. */
const MIN_LENGTH = 12
/** Characters. Limits the work of hashing. */
const MAX_LENGTH = 200

/**
 * Checks a new password by NIST SP 800-63B, section 3.1.1.2: its length, and that it is not common, a repetition or a sequence, or made of
 * the member's own email address or name or the name of a shop. It asks for no kinds of characters.
 *
 * @throws OperationError PASSWORD_UNFIT, PASSWORD_COMMON, PASSWORD_PERSONAL
 */
export async function checkNewPassword(newPassword: string, member: PasswordOwner): Promise<void> {
  const length = [...newPassword].length
  if (length < MIN_LENGTH || length > MAX_LENGTH) return reject('PASSWORD_UNFIT', 'newPassword')
  const found = await guessability(newPassword, wordsOf(member))
  if (found !== null) throw new OperationError({ code: CODES[found], field: ['newPassword'] })
}

const CODES = { common: 'PASSWORD_COMMON', personal: 'PASSWORD_PERSONAL' } as const

/** What others know about the member: email address and names, whole, without separators, and word by word. */
function wordsOf({ email, name, memberships }: PasswordOwner): string[] {
  const texts = [
    'Triclic',
    email,
    ...email.split('@'),
    name,
    ...memberships.flatMap(({ shop }) => [shop.name, shop.slug]),
  ]
  return [
    ...new Set(
      texts.flatMap((text) => {
        const words = text.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
        return [text, words.join(''), ...words.filter((word) => word.length > 2)]
      }),
    ),
  ]
}
