import { registerEnumType } from 'type-graphql'
import type { Language } from './errors.ts'

/** The languages of texts that a shop writes, as a GraphQL enum. */
export const ContentLanguage = { EN: 'en', FR: 'fr' } as const satisfies Record<string, Language>
registerEnumType(ContentLanguage, {
  name: 'ContentLanguage',
  description: 'The language of a text that a shop writes.',
  valuesConfig: { EN: { description: 'English.' }, FR: { description: 'French.' } },
})
