import type { MerchantCase } from './merchant-cases.ts'

const notFound = { invitations: null, userErrors: [{ code: 'NOT_FOUND' }] }

/** Cases for the invitations of a shop. */
export const invitationCases: Record<string, MerchantCase> = {
  'Query.invitations': {
    document: '{ invitations { role } }',
    atLeast: 'OWNER',
    foreign: [{ role: 'VIEWER' }],
  },
  // Takes no ids, so it invites to the member's own shop only. Nobody can be invited as the owner.
  'Mutation.inviteMember': {
    document: `mutation { inviteMember(input: { email: "somebody@members.test", role: OWNER }) {
      invitations { email } userErrors { code } } }`,
    atLeast: 'OWNER',
    foreign: { invitations: null, userErrors: [{ code: 'ROLE_NOT_ALLOWED' }] },
  },
  'Mutation.resendInvitation': {
    document: 'mutation ($id: ID!) { resendInvitation(id: $id) { invitations { id } userErrors { code } } }',
    atLeast: 'OWNER',
    variables: ({ invitationId }) => ({ id: invitationId }),
    foreign: notFound,
  },
  'Mutation.revokeInvitation': {
    document: 'mutation ($id: ID!) { revokeInvitation(id: $id) { invitations { id } userErrors { code } } }',
    atLeast: 'OWNER',
    variables: ({ invitationId }) => ({ id: invitationId }),
    foreign: notFound,
  },
  'Query.signUpForm': { document: '{ signUpForm { isOpen } }', atLeast: 'anyone' },
  'Query.shopSlugProposal': {
    document: '{ shopSlugProposal(name: "Chez Ève") { slug } }',
    atLeast: 'anyone',
  },
  'Mutation.signUp': {
    document: `mutation { signUp(input: { shopName: "Chez Ève", slug: "chez-eve", country: "FR", email: "eve@shop.test", formToken: "none" }) {
      userErrors { code } } }`,
    atLeast: 'anyone',
  },
  'Query.invitation': { document: '{ invitation(token: "none") { email } }', atLeast: 'anyone' },
  'Mutation.acceptInvitation': {
    document: 'mutation { acceptInvitation(token: "none") { shopSlug userErrors { code } } }',
    atLeast: 'member',
  },
  'Mutation.startInvitedPasskey': {
    document: 'mutation { startInvitedPasskey(token: "none", name: "Ida") { options } }',
    atLeast: 'anyone',
  },
  'Mutation.createInvitedAccount': {
    document:
      'mutation { createInvitedAccount(input: { token: "none", name: "Ida" }) { token userErrors { code } } }',
    atLeast: 'anyone',
  },
}
