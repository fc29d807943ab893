import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql'
import type { MerchantRequest } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../kernel/payload.ts'
import { endOtherSessions } from './end-other-sessions.ts'
import { endSession } from './end-session.ts'
import { listSessions } from './list-sessions.ts'
import { SessionType } from './session.type.ts'

const SessionsPayload = merchantPayload(
  'SessionsPayload',
  {
    sessions: {
      type: () => [SessionType],
      description: 'The current session first, then those used most recently; null if none was ended.',
    },
  },
  'The sessions that are left.',
)

/** The member's own sessions. */
@Resolver()
export class SessionResolver {
  @Query(() => [SessionType], { description: 'The current session first, then those used most recently.' })
  @EntryPoint({ access: 'member', rateLimit: 'member' })
  sessions(@Ctx() request: MerchantRequest): Promise<SessionType[]> {
    return listSessions(request)
  }

  @Mutation(() => SessionsPayload, {
    description: 'Ends one of the member’s own sessions: its next request is refused.',
  })
  @EntryPoint({ access: 'member', rateLimit: 'member' })
  endSession(
    @Ctx() request: MerchantRequest,
    @Arg('id', () => ID, { description: '`Session.id`: NOT_FOUND for a session of somebody else.' })
    id: string,
  ) {
    return toPayload(request, SessionsPayload, () => endSession(request, { id }))
  }

  @Mutation(() => SessionsPayload, { description: 'Ends all sessions of the member except this one.' })
  @EntryPoint({ access: 'member', rateLimit: 'member' })
  endOtherSessions(@Ctx() request: MerchantRequest) {
    return toPayload(request, SessionsPayload, () => endOtherSessions(request))
  }
}
