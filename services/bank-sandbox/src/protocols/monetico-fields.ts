import { z } from 'zod'
import { emailRule, type FieldRules, textRule as text, urlRule as url } from './check-fields.ts'

/** Fields of a Monetico v3 form. It may hold no others: the payment page refuses what it does not know. */
export const moneticoFields: FieldRules = {
  TPE: { form: /^\w{7}$/, mandatory: true },
  societe: { form: /^\w{1,20}$/, mandatory: true },
  version: { form: /^3\.0$/, mandatory: true },
  lgue: { form: /^(FR|EN|DE|IT|ES|NL|PT|SV)$/, mandatory: true },
  date: { form: /^\d{2}\/\d{2}\/\d{4}:\d{2}:\d{2}:\d{2}$/, mandatory: true },
  montant: { form: /^(?!0+(\.0+)?[A-Z])\d{1,12}(\.\d{1,2})?[A-Z]{3}$/, mandatory: true },
  reference: { form: /^[A-Za-z0-9_-]{1,50}$/, mandatory: true },
  contexte_commande: { form: /^[A-Za-z0-9+/]+={0,2}$/, mandatory: true },
  MAC: { form: /^[0-9a-fA-F]{40}$/, mandatory: true },
  mail: { form: emailRule },
  'texte-libre': { form: text(3200) },
  url_retour_ok: { form: url },
  url_retour_err: { form: url },
  ThreeDSecureChallenge: {
    form: /^(no_preference|challenge_preferred|challenge_mandated|no_challenge_requested(_strong_authentication|_trusted_third_party|_risk_analysis)?)$/,
  },
  '3dsdebrayable': { form: /^[01]$/ },
  aliascb: { form: /^[A-Za-z0-9]{1,64}$/ },
  forcesaisiecb: { form: /^[01]$/ },
  libelleMonetique: { form: text(32) },
  libelleMonetiqueLocalite: { form: text(32) },
  desactivemoyenpaiement: { form: /^\w+(,\w+)*$/ },
  protocole: { form: /^\w{1,20}$/ },
  mode_affichage: { form: /^iframe$/ },
}

const line = z.string().min(1).max(50)
const address = z.looseObject({
  addressLine1: line,
  addressLine2: line.optional(),
  city: line,
  postalCode: z.string().min(1).max(10),
  country: z.string().regex(/^[A-Z]{2}$/),
})

/** The order's context as the bank wants it, inside base64 of UTF-8 JSON. */
export const moneticoContext = z.looseObject({
  billing: address.extend({
    firstName: z.string().max(45).optional(),
    lastName: z.string().max(45).optional(),
    email: z.string().regex(emailRule).optional(),
    phone: z
      .string()
      .regex(/^\+\d{1,3}-\d{4,15}$/)
      .optional(),
  }),
  shipping: address.optional(),
})
