import { error, type RequestEvent } from '@sveltejs/kit'
import type { LegalPage } from '#lib/legal-page/legal-page.documents.ts'
import { pageKinds } from '#lib/legal-page/page-texts.ts'
import { contentLanguages, fromPathPart } from '#lib/mail/mail-names.ts'

/** The page that the path names; otherwise 404. */
export function pageOf({ params }: RequestEvent): Pick<LegalPage, 'kind' | 'language'> {
  const kind = fromPathPart(pageKinds, params['kind'])
  const language = fromPathPart(contentLanguages, params['language'])
  return kind && language ? { kind, language } : error(404, 'Page not found', { code: 'NOT_FOUND' })
}
