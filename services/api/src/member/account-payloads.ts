import { merchantPayload } from '../kernel/payload.ts'
import { MemberType } from './member.type.ts'

/** What a change of the own account returns. */
export const AccountPayload = merchantPayload('AccountPayload', { member: () => MemberType })

/** What a sign-in returns, whatever proved it. */
export const SessionFields = {
  token: () => String,
  deviceToken: {
    type: () => String,
    description:
      'To be kept on this device, for this member only, and passed to the next signIn: failures elsewhere then do not delay it.',
  },
  member: () => MemberType,
}
