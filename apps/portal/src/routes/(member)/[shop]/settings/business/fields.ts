/** The fields of the form, in their order. */
export const businessFields = [
  'legalName',
  'legalForm',
  'registrationNumber',
  'vatNumber',
  'registry',
  'line1',
  'line2',
  'postalCode',
  'city',
  'countryCode',
  'contactEmail',
  'phone',
  'publicationDirector',
  'mediatorName',
  'mediatorUrl',
] as const

export type BusinessField = (typeof businessFields)[number]
