/** A carrier whose tracking page is known. */
export interface Carrier {
  code: string
  name: string
  /** The tracking page, with `{number}` in place of the tracking number and, where the page asks for it, `{postalCode}` of the delivery. */
  trackingUrl: string
  /**
   * The whole tracking number, in upper case without separators. Another number is stored too, but only one of this format may be long and
   * all digits: see parse-tracking-number.ts.
   */
  format: RegExp
}

/** Universal Postal Union, standard S10: service, serial number with check digit, country. */
const S10 = String.raw`[A-Z]{2}\d{9}[A-Z]{2}`

const matching = (...formats: string[]): RegExp => new RegExp(`^(?:${formats.join('|')})$`)

/**
 * Carriers of parcels in France and its neighbours, the most common ones in France first. A code is stored, so it never changes.
 * No format matches a card number, with or without its expiry date behind it: digits alone are shorter than 13, or begin like no card of their length.
 *
 * Tracking pages: the carriers' own, with the parameter by which they take a number (November 2026). Formats: the carriers' help pages on tracking numbers;
 * for DHL, UPS, FedEx, DPD and S10 also github.com/jkeen/tracking_number_data.
 */
export const CARRIERS: readonly Carrier[] = [
  {
    code: 'COLISSIMO',
    name: 'Colissimo',
    trackingUrl: 'https://www.laposte.fr/outils/suivre-vos-envois?code={number}',
    format: matching(S10, String.raw`\d[A-Z]\d{11}`),
  },
  {
    code: 'LA_POSTE',
    name: 'La Poste',
    trackingUrl: 'https://www.laposte.fr/outils/suivre-vos-envois?code={number}',
    format: matching(S10, String.raw`\d[A-Z]\d{11}`, String.raw`8[67]\d{13}`),
  },
  {
    code: 'CHRONOPOST',
    name: 'Chronopost',
    trackingUrl: 'https://www.chronopost.fr/tracking-no-cms/suivi-page?listeNumerosLT={number}',
    format: matching(S10, String.raw`[A-Z]{2}\d{11}[A-Z0-9]{2}`),
  },
  {
    code: 'MONDIAL_RELAY',
    name: 'Mondial Relay',
    trackingUrl:
      'https://www.mondialrelay.fr/suivi-de-colis/?numeroExpedition={number}&codePostal={postalCode}',
    format: matching(String.raw`\d{8}`, String.raw`\d{10}`, String.raw`\d{12}`),
  },
  {
    code: 'RELAIS_COLIS',
    name: 'Relais Colis',
    trackingUrl: 'https://www.relaiscolis.com/suivi-de-colis/index/tracking/{number}',
    format: matching(String.raw`[A-Z0-9]{2}\d{8,10}`, String.raw`[A-Z]{2}\d{12,14}`),
  },
  {
    code: 'COLIS_PRIVE',
    name: 'Colis Privé',
    trackingUrl: 'https://www.colisprive.com/moncolis/pages/detailColis.aspx?numColis={number}{postalCode}',
    format: matching(String.raw`[A-Z0-9]\d{11}`),
  },
  {
    code: 'DPD',
    name: 'DPD',
    trackingUrl: 'https://trace.dpd.fr/fr/trace/{number}',
    // A depot, a serial number and sometimes a check character.
    format: matching(String.raw`[012]\d{13}`, String.raw`[01]\d{13}[A-Z0-9]`),
  },
  {
    code: 'GLS',
    name: 'GLS',
    trackingUrl: 'https://gls-group.com/FR/fr/suivi-colis?match={number}',
    format: matching(String.raw`\d{11,12}`, String.raw`[A-Z0-9]{8}`),
  },
  {
    code: 'DHL',
    name: 'DHL',
    trackingUrl: 'https://www.dhl.com/fr-fr/home/tracking.html?tracking-id={number}',
    format: matching(
      String.raw`\d{10}`,
      String.raw`\d{12}`,
      String.raw`00\d{18}`,
      String.raw`J[A-Z]{2,3}\d{11,20}`,
      S10,
    ),
  },
  {
    code: 'UPS',
    name: 'UPS',
    trackingUrl: 'https://www.ups.com/track?tracknum={number}',
    format: matching('1Z[A-Z0-9]{16}'),
  },
  {
    code: 'FEDEX',
    name: 'FedEx',
    trackingUrl: 'https://www.fedex.com/fedextrack/?trknbr={number}',
    // 15 digits that begin like a card of American Express or Diners Club are left out.
    format: matching(
      String.raw`\d{12}`,
      String.raw`(?!3[046789])\d{15}`,
      String.raw`00\d{18}`,
      String.raw`96\d{20}`,
    ),
  },
  {
    code: 'BPOST',
    name: 'bpost',
    trackingUrl: 'https://track.bpost.cloud/btr/web/#/search?itemCode={number}',
    format: matching(S10, String.raw`32\d{10}`, String.raw`32\d{22}`),
  },
  {
    code: 'POSTNL',
    name: 'PostNL',
    trackingUrl: 'https://postnl.nl/tracktrace/?B={number}&P={postalCode}',
    format: matching(S10, '3S[A-Z0-9]{11,15}'),
  },
  {
    code: 'DEUTSCHE_POST',
    name: 'Deutsche Post',
    trackingUrl: 'https://www.deutschepost.de/de/s/sendungsverfolgung.html?piececode={number}',
    format: matching(S10, String.raw`A[0-9A-F]{19}`),
  },
  {
    code: 'ROYAL_MAIL',
    name: 'Royal Mail',
    trackingUrl: 'https://www.royalmail.com/track-your-item#/tracking-results/{number}',
    format: matching(S10),
  },
  {
    code: 'EVRI',
    name: 'Evri',
    trackingUrl: 'https://www.evri.com/track/parcel/{number}',
    format: matching('[A-Z][A-Z0-9]{15}'),
  },
  {
    code: 'SWISS_POST',
    name: 'La Poste Suisse',
    trackingUrl: 'https://service.post.ch/ekp-web/ui/entry/search/{number}',
    format: matching(S10, String.raw`99\d{16}`),
  },
  {
    code: 'CORREOS',
    name: 'Correos',
    trackingUrl:
      'https://www.correos.es/es/es/herramientas/localizador/envios/detalle?tracking-number={number}',
    format: matching(S10, '[A-Z]{2}[A-Z0-9]{21}'),
  },
]

const byCode = new Map(CARRIERS.map((carrier) => [carrier.code, carrier]))
const fold = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[^a-zA-Z0-9]/g, '')
    .toLowerCase()
const byName = new Map(CARRIERS.map((carrier) => [fold(carrier.name), carrier]))

/** The carrier with this code; undefined if there is none. */
export const carrierOf = (code: string | null | undefined): Carrier | undefined =>
  code ? byCode.get(code) : undefined

/** The carrier that is meant by its code or its name, however that is written; undefined if it is none of the table. */
export const findCarrier = (text: string): Carrier | undefined => byCode.get(text) ?? byName.get(fold(text))

/** The page on which the carrier shows where a parcel is. */
export const trackingPage = (
  { trackingUrl }: Carrier,
  { number, postalCode }: { number: string; postalCode: string },
): string =>
  trackingUrl
    .replace('{number}', encodeURIComponent(number))
    .replace('{postalCode}', encodeURIComponent(postalCode.replace(/\s/g, '')))
