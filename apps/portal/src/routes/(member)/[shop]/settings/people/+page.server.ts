import { redirect } from '@sveltejs/kit'
import { graphql } from '#lib/graphql/graphql.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Role } from '#lib/member/member.ts'
import { peopleQuery } from '#lib/people/people.documents.ts'
import { formAction } from '#lib/server/form-action.ts'
import { rawTextOf, requireTexts, textOf } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { shopMembers, invitations, rolePermissions, layout } = await queryForShopPage(event, peopleQuery, {})
  return { ...layout, people: shopMembers, invitations, roles: rolePermissions }
}

const memberIdOf = (form: FormData) => ({ memberId: rawTextOf(form, 'memberId') })
const idOf = (form: FormData) => ({ id: rawTextOf(form, 'id') })

export const actions: Actions = {
  inviteMember: formAction({
    document: graphql(`
      mutation InviteMember($input: InviteMemberInput!) {
        inviteMember(input: $input) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => {
      const { email } = requireTexts(form, { email: m.error_enter_email() })
      return { input: { email, name: textOf(form, 'name'), role: rawTextOf(form, 'role') as Role } }
    },
    givesBack: ['email', 'name', 'role'],
  }),
  resendInvitation: formAction({
    document: graphql(`
      mutation ResendInvitation($id: ID!) {
        resendInvitation(id: $id) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: idOf,
    givesBack: ['id'],
  }),
  revokeInvitation: formAction({
    document: graphql(`
      mutation RevokeInvitation($id: ID!) {
        revokeInvitation(id: $id) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: idOf,
    givesBack: ['id'],
  }),
  changeMemberRole: formAction({
    document: graphql(`
      mutation ChangeMemberRole($memberId: ID!, $role: Role!) {
        changeMemberRole(memberId: $memberId, role: $role) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({ ...memberIdOf(form), role: rawTextOf(form, 'role') as Role }),
    givesBack: ['memberId', 'role'],
  }),
  removeMember: formAction({
    document: graphql(`
      mutation RemoveMember($memberId: ID!) {
        removeMember(memberId: $memberId) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: memberIdOf,
    givesBack: ['memberId'],
  }),
  transferOwnership: formAction({
    document: graphql(`
      mutation TransferOwnership($memberId: ID!) {
        transferOwnership(memberId: $memberId) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: memberIdOf,
    givesBack: ['memberId'],
    onSuccess: () => redirect(303, '/shops?reason=transferred'),
  }),
  leaveShop: formAction({
    document: graphql(`
      mutation LeaveShop {
        leaveShop {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: () => ({}),
    onSuccess: () => redirect(303, '/shops?reason=left'),
  }),
}
