import type { Language } from '../kernel/errors.ts'
import { defineMessages } from '../kernel/messages.ts'

/** An automatic discount that the cart was shown with, and that the order cannot have. */
export interface LostDiscount {
  id: string
  name: string
  reason: 'ALREADY_USED' | 'USED_UP'
}

const text = defineMessages({
  ALREADY_USED: {
    en: 'The discount “{name}” was already used with this email address.',
    fr: 'La remise «\u00a0{name}\u00a0» a déjà été utilisée avec cette adresse e-mail.',
  },
  USED_UP: {
    en: 'The discount “{name}” has just been used up by other orders.',
    fr: 'La remise «\u00a0{name}\u00a0» vient d’être épuisée par d’autres commandes.',
  },
  WITHOUT: {
    en: 'The total is now shown without it. Check it and confirm.',
    fr: 'Le total est maintenant affiché sans elle. Vérifiez-le et confirmez.',
  },
})

/** Why the total has changed, for the buyer; undefined when no discount is the reason. */
export function describeLostDiscounts(lost: readonly LostDiscount[]): Record<Language, string> | undefined {
  if (lost.length === 0) return undefined
  const describe = (language: Language) =>
    [...lost.map(({ reason, name }) => text(reason, language, { name })), text('WITHOUT', language)].join(' ')
  return { en: describe('en'), fr: describe('fr') }
}
