import type { MerchantCase } from './merchant-cases.ts'

/** Cases for signing in and for the member's own account, whatever the shop. */
export const accountCases: Record<string, MerchantCase> = {
  'Mutation.signIn': {
    document: 'mutation { signIn(email: "nobody@members.test", password: "none") { token } }',
    atLeast: 'anyone',
  },
  'Mutation.requestPasswordReset': {
    document: 'mutation { requestPasswordReset(email: "nobody@members.test") { userErrors { code } } }',
    atLeast: 'anyone',
  },
  'Mutation.resetPassword': {
    document: 'mutation { resetPassword(token: "none", newPassword: "none") { userErrors { code } } }',
    atLeast: 'anyone',
  },
  'Mutation.signOut': { document: 'mutation { signOut }', atLeast: 'member' },
  'Mutation.startMfa': {
    document: 'mutation { startMfa(password: "none") { ticket } }',
    atLeast: 'member',
  },
  'Mutation.confirmMfa': {
    document:
      'mutation { confirmMfa(ticket: "none", otp: "000000") { member { email } userErrors { code } } }',
    atLeast: 'member',
  },
  'Mutation.reauthenticate': {
    document: 'mutation { reauthenticate(password: "none") { member { email } } }',
    atLeast: 'member',
  },
  'Query.recoveryCodeCount': { document: '{ recoveryCodeCount }', atLeast: 'member' },
  'Mutation.regenerateRecoveryCodes': {
    document: 'mutation { regenerateRecoveryCodes { recoveryCodes userErrors { code } } }',
    atLeast: 'member',
  },
  'Mutation.removeMfa': {
    document: 'mutation { removeMfa(password: "none") { member { email } } }',
    atLeast: 'member',
  },
  'Mutation.changePassword': {
    document: 'mutation { changePassword(password: "none", newPassword: "none") { member { email } } }',
    atLeast: 'member',
  },
}
