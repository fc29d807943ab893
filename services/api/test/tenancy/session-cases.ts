import type { MerchantCase } from './merchant-cases.ts'

/** Cases for the sessions of a member. */
export const sessionCases: Record<string, MerchantCase> = {
  'Query.sessions': { document: '{ sessions { id } }', atLeast: 'member' },
  'Mutation.endSession': {
    document: 'mutation { endSession(id: "none") { sessions { id } } }',
    atLeast: 'member',
  },
  'Mutation.endOtherSessions': {
    document: 'mutation { endOtherSessions { sessions { id } } }',
    atLeast: 'member',
  },
}
