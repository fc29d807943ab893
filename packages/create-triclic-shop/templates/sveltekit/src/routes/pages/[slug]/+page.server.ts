import { error } from '@sveltejs/kit'
import { texts } from '#lib/texts.js'

export const load = async ({ locals: { client, language }, params }) => {
  const legalPage = await client.page(params)
  if (!legalPage) error(404, texts[language].notFound)
  return { legalPage }
}
