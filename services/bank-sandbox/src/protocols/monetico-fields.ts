import { z } from 'zod'
import { emailFormat, type FieldRules, textFormat as text, urlFormat as url } from './check-fields.ts'

/** All fields of a Monetico v3 form; the payment page rejects others. */
export const moneticoFields: FieldRules = {
  TPE: { format: /^\w{7}$/, required: true },
  societe: { format: /^\w{1,20}$/, required: true },
  version: { format: /^3\.0$/, required: true },
  lgue: { format: /^(FR|EN|DE|IT|ES|NL|PT|SV)$/, required: true },
  date: { format: /^\d{2}\/\d{2}\/\d{4}:\d{2}:\d{2}:\d{2}$/, required: true },
  montant: { format: /^(?!0+(\.0+)?[A-Z])\d{1,12}(\.\d{1,2})?[A-Z]{3}$/, required: true },
  reference: { format: /^[A-Za-z0-9_-]{1,50}$/, required: true },
  contexte_commande: { format: /^[A-Za-z0-9+/]+={0,2}$/, required: true },
  MAC: { format: /^[0-9a-fA-F]{40}$/, required: true },
  mail: { format: emailFormat(254) },
  'texte-libre': { format: text(3200) },
  url_retour_ok: { format: url },
  url_retour_err: { format: url },
  ThreeDSecureChallenge: {
    format:
      /^(no_preference|challenge_preferred|challenge_mandated|no_challenge_requested(_strong_authentication|_trusted_third_party|_risk_analysis)?)$/,
  },
  '3dsdebrayable': { format: /^[01]$/ },
  aliascb: { format: /^[A-Za-z0-9]{1,64}$/ },
  forcesaisiecb: { format: /^[01]$/ },
  libelleMonetique: { format: text(32) },
  libelleMonetiqueLocalite: { format: text(32) },
  desactivemoyenpaiement: { format: /^\w+(,\w+)*$/ },
  protocole: { format: /^\w{1,20}$/ },
  mode_affichage: { format: /^iframe$/ },
}

const line = z.string().min(1).max(50)
const address = z.looseObject({
  addressLine1: line,
  addressLine2: line.optional(),
  city: line,
  postalCode: z.string().min(1).max(10),
  country: z.string().regex(/^[A-Z]{2}$/),
})

/** Content of `contexte_commande`, which is sent as base64 of UTF-8 JSON. */
export const moneticoContext = z.looseObject({
  billing: address.extend({
    firstName: z.string().max(45).optional(),
    lastName: z.string().max(45).optional(),
    email: z.string().regex(emailFormat(254)).optional(),
    phone: z
      .string()
      .regex(/^\+\d{1,3}-\d{4,15}$/)
      .optional(),
  }),
  shipping: address.optional(),
})
