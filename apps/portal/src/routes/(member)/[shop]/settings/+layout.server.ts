import { redirect } from '@sveltejs/kit'
import { hasRole } from '#lib/member/member.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async ({ parent }) => {
  const { role } = await parent()
  if (!hasRole(role, 'OWNER')) redirect(303, '/shops?reason=forbidden')
}
