import { SIREN_COUNTRIES } from '../../shop/business/siren-countries.ts'
import type { InvoiceData } from '../invoice-data.ts'
import { element, value, type Xml } from './xml.ts'

/** ISO 6523: the French registers of companies and of their establishments. */
const SIREN = { schemeID: '0002' }
const SIRET = { schemeID: '0009' }

type BuyerAddress = InvoiceData['buyer']['address']

export function sellerParty({ seller }: InvoiceData): Xml {
  const isFrench = SIREN_COUNTRIES.has(seller.countryCode)
  const number = seller.registrationNumber
  const siret = isFrench && number?.length === 14 ? number : null
  return element(
    'ram:SellerTradeParty',
    value('ram:GlobalID', siret, SIRET), // BT-29
    value('ram:Name', seller.legalName), // BT-27
    value('ram:Description', [seller.legalForm, seller.registry].filter(Boolean).join(', ')), // BT-33
    element(
      'ram:SpecifiedLegalOrganization',
      isFrench ? value('ram:ID', number?.slice(0, 9), SIREN) : value('ram:ID', number), // BT-30
      value('ram:TradingBusinessName', seller.shopName), // BT-28
    ),
    element(
      'ram:PostalTradeAddress', // BG-5
      value('ram:PostcodeCode', seller.postalCode),
      value('ram:LineOne', seller.line1),
      value('ram:LineTwo', seller.line2),
      value('ram:CityName', seller.city),
      value('ram:CountryID', seller.countryCode),
    ),
    taxRegistration('VA', seller.vatNumber), // BT-31
    // BT-32: a business that has no VAT number is known to the tax office by its other one.
    taxRegistration('FC', seller.vatNumber ? null : number),
  )
}

export function buyerParty({ buyer }: InvoiceData): Xml {
  const { address, vatNumber } = buyer
  const { company } = address
  return element(
    'ram:BuyerTradeParty',
    value('ram:Name', company ?? personOf(address)), // BT-44
    company ? element('ram:DefinedTradeContact', value('ram:PersonName', personOf(address))) : null, // BT-56
    postalAddress(address), // BG-8
    taxRegistration('VA', vatNumber), // BT-48
  )
}

export function shipToParty({ buyer, deliverTo }: InvoiceData): Xml {
  const address = deliverTo ?? buyer.address
  return element(
    'ram:ShipToTradeParty',
    value('ram:Name', address.company ?? personOf(address)), // BT-70
    postalAddress(address), // BG-15
  )
}

const personOf = ({ firstName, lastName }: BuyerAddress): string => `${firstName} ${lastName}`

const postalAddress = (address: BuyerAddress): Xml =>
  element(
    'ram:PostalTradeAddress',
    value('ram:PostcodeCode', address.postalCode),
    value('ram:LineOne', address.line1),
    value('ram:LineTwo', address.line2),
    value('ram:CityName', address.city),
    value('ram:CountryID', address.countryCode),
    value('ram:CountrySubDivisionName', address.region),
  )

const taxRegistration = (schemeID: 'VA' | 'FC', number: string | null | undefined): Xml =>
  element('ram:SpecifiedTaxRegistration', value('ram:ID', number, { schemeID }))
