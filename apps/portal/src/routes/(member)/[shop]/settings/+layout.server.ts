import { redirect } from '@sveltejs/kit'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async ({ parent }) => {
  const { permissions } = await parent()
  if (!permissions.includes('SETTINGS_MANAGE')) redirect(303, '/shops?reason=forbidden')
}
