/** Who sells in the shop, as legal notices have to say (LCEN art. 19, code de la consommation L221-5). Empty texts are null. */
export interface BusinessIdentity {
  /** Of the company, or first and last name of a sole trader. */
  legalName: string
  /** With the capital of a company: “SARL au capital de 10 000 €”, “Entrepreneur individuel”. */
  legalForm: string | null
  /** SIREN or SIRET in France, without spaces; elsewhere the number of the country's register. */
  registrationNumber: string | null
  /** Where it is registered: “RCS Lyon”. */
  registry: string | null
  /** With the country's prefix, without separators. Null for a business that owes no VAT. */
  vatNumber: string | null
  line1: string
  line2: string | null
  postalCode: string
  city: string
  /** ISO 3166-1 alpha-2 code. */
  countryCode: string
  phone: string
  /** Who answers for what the site publishes. */
  publicationDirector: string | null
  /** Whom consumers may turn to for a settlement out of court (code de la consommation L612-1). */
  mediatorName: string | null
  mediatorUrl: string | null
}
