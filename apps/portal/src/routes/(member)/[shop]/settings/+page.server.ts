import { redirect } from '@sveltejs/kit'
import type { PageServerLoad } from './$types'
import { settingsSections } from './settings-sections.ts'

export const load: PageServerLoad = ({ url }) => redirect(303, `${url.pathname}/${settingsSections[0].path}`)
