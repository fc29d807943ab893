/** Where businesses have a SIREN: France with its overseas departments and some of its collectivities. ISO 3166-1 codes. */
export const SIREN_COUNTRIES: ReadonlySet<string> = new Set([
  'FR',
  'GF',
  'GP',
  'MQ',
  'RE',
  'YT',
  'PM',
  'BL',
  'MF',
])
