import { en } from './texts/en.js'
import { fr } from './texts/fr.js'

export const texts = { en, fr }

/** @typedef {keyof typeof texts} Language */
/** @typedef {typeof en} Texts */

/**
 * The first language of the list that the shop has.
 * @param {(string | null | undefined)[]} wanted each a language, or what a browser accepts: `fr-FR,fr;q=0.9`
 * @returns {Language}
 */
export function chooseLanguage(...wanted) {
  const codes = wanted.flatMap((list) => list?.split(',') ?? []).map((code) => code.trim().slice(0, 2))
  return codes.find((code) => code === 'en' || code === 'fr') ?? 'fr'
}
