import type { BusinessIdentity } from '../src/shop/business/business-identity.ts'

/** A French company that charges VAT. */
export const TEST_BUSINESS: BusinessIdentity = {
  legalName: 'Les Bougies d’Ève',
  legalForm: 'SARL au capital de 10 000 €',
  registrationNumber: '732829320',
  registry: 'RCS Paris',
  vatNumber: 'FR44732829320',
  line1: '1 rue de la Paix',
  line2: null,
  postalCode: '75002',
  city: 'Paris',
  countryCode: 'FR',
  phone: '01 23 45 67 89',
  publicationDirector: null,
  mediatorName: null,
  mediatorUrl: null,
}
