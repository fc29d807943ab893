import { redirect } from '@sveltejs/kit'
import type { PageServerLoad } from './$types'
import { settingsSections } from './settings-sections.ts'

export const load: PageServerLoad = ({ params }) =>
  redirect(303, `/${params.shop}/settings/${settingsSections[0].path}`)
