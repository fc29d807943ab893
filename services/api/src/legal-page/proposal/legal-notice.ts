import type { Language } from '../../kernel/errors.ts'
import type { PageFacts } from '../page-facts.ts'
import { businessLines, escape, fact, heading, isFrench, lines, paragraph } from './html.ts'

/**
 * Who publishes the site and who hosts it: loi n° 2004-575 (LCEN), art. 1-1 and 19; code de commerce R123-237; Directive 2000/31/EC, art. 5.
 */
export const legalNotice: Record<Language, (facts: PageFacts) => string> = {
  fr: (facts) => {
    const director = 'nom de la personne responsable de la publication'
    const form = isFrench(facts)
      ? 'forme juridique et capital social, ou «\u00a0entrepreneur individuel\u00a0»'
      : 'forme juridique'
    return [
      heading('Éditeur du site'),
      paragraph(`La boutique ${escape(facts.shopName)} est éditée par\u00a0:`),
      businessLines(facts, 'fr'),
      lines(
        `Forme juridique\u00a0: ${fact(facts.legalForm, form, 'fr')}`,
        facts.registry ? `Immatriculation\u00a0: ${escape(facts.registry)}` : null,
        `${isFrench(facts) ? 'SIREN ou SIRET' : 'Numéro d’enregistrement'}\u00a0: ${fact(facts.registrationNumber, 'numéro', 'fr')}`,
        facts.vatNumber ? `Numéro de TVA intracommunautaire\u00a0: ${escape(facts.vatNumber)}` : null,
      ),
      heading('Directeur de la publication'),
      paragraph(fact(facts.publicationDirector, director, 'fr')),
      heading('Hébergeur'),
      paragraph(fact(facts.hostingProvider, 'nom, adresse et téléphone de l’hébergeur', 'fr')),
    ].join('')
  },
  en: (facts) =>
    [
      heading('Publisher'),
      paragraph(`The shop ${escape(facts.shopName)} is published by:`),
      businessLines(facts, 'en'),
      lines(
        `Legal form: ${fact(facts.legalForm, 'legal form, with the capital of a company', 'en')}`,
        facts.registry ? `Registered: ${escape(facts.registry)}` : null,
        `${isFrench(facts) ? 'SIREN or SIRET number' : 'Registration number'}: ${fact(facts.registrationNumber, 'number', 'en')}`,
        facts.vatNumber ? `VAT number: ${escape(facts.vatNumber)}` : null,
      ),
      heading('Responsible for the publication'),
      paragraph(fact(facts.publicationDirector, 'name of the person responsible for the publication', 'en')),
      heading('Hosting provider'),
      paragraph(
        fact(facts.hostingProvider, 'name, address and telephone number of the hosting provider', 'en'),
      ),
    ].join(''),
}
