import { error, redirect } from '@sveltejs/kit'
import type { PageServerLoad } from './$types'
import { settingsSections } from './settings-sections.ts'

export const load: PageServerLoad = ({ params }) => {
  const [first] = settingsSections
  if (!first) error(404, 'NOT_FOUND', { code: 'NOT_FOUND' })
  redirect(303, `/${params.shop}/settings/${first.path}`)
}
