import { graphql } from '#lib/graphql/graphql.ts'
import type { Permission, Role } from '#lib/member/member.ts'
import { rolesQuery } from '#lib/people/people.documents.ts'
import { formAction } from '#lib/server/form-action.ts'
import { rawTextOf } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { rolePermissions, layout } = await queryForShopPage(event, rolesQuery, {})
  return { ...layout, roles: rolePermissions }
}

const document = graphql(`
  mutation ChangeRolePermissions($input: ChangeRolePermissionsInput!) {
    changeRolePermissions(input: $input) {
      userErrors {
        code
        message
        field
      }
    }
  }
`)

const inputOf = (form: FormData, permissions: Permission[] | null) => ({
  input: { role: rawTextOf(form, 'role') as Role, permissions, version: rawTextOf(form, 'version') },
})

export const actions: Actions = {
  changeRole: formAction({
    document,
    variables: (form) => inputOf(form, form.getAll('permission').map(String) as Permission[]),
    givesBack: ['role', 'version'],
  }),
  restoreRole: formAction({
    document,
    variables: (form) => inputOf(form, null),
    givesBack: ['role', 'version'],
  }),
}
