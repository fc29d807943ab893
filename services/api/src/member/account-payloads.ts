import { merchantPayload } from '../kernel/payload.ts'
import { MemberType } from './member.type.ts'

/** What a change of the own account returns. */
export const AccountPayload = merchantPayload('AccountPayload', {
  member: { type: () => MemberType, description: 'As it is after the change; null if nothing was changed.' },
})

/** What a sign-in returns, whatever proved it. */
export const SessionFields = {
  token: {
    type: () => String,
    description:
      'For the header `authorization: Bearer …`; null without a session. It is never returned again.',
  },
  deviceToken: {
    type: () => String,
    description:
      'To be kept on this device, for this member only, and passed to the next signIn: failures elsewhere then do not delay it.',
  },
  member: { type: () => MemberType, description: 'Who is signed in; null without a session.' },
}
