/**
 * ISO 3166-1 alpha-2 codes of the European Economic Area: the member states of the Union, Iceland, Liechtenstein and Norway (Agreement on the
 * European Economic Area, art. 126; europa.eu/european-union/about-eu/countries), and the parts of member states that have codes of their own
 * (Treaty on the Functioning of the European Union, art. 355(1) and (4)): Åland, Guadeloupe, French Guiana, Martinique, Mayotte, Réunion and Saint-Martin.
 */
export const EEA_COUNTRIES: ReadonlySet<string> = new Set([
  ...['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU'],
  ...['IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK'],
  ...['IS', 'LI', 'NO'],
  ...['AX', 'GF', 'GP', 'MF', 'MQ', 'RE', 'YT'],
])
