import { redirect } from '@sveltejs/kit'
import { mayAs } from '#lib/member.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async ({ parent }) => {
  const { role } = await parent()
  if (!mayAs(role, 'OWNER')) redirect(303, '/shops?reason=forbidden')
}
