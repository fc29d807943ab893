import { toDecimalString } from '@triclic/money'
import { localDay } from '../../kernel/local-day.ts'
import { invoiceText } from '../invoice-texts.ts'
import type { InvoiceCharge, InvoiceData, InvoiceLine } from '../invoice-data.ts'
import { buyerParty, sellerParty, shipToParty } from './write-parties.ts'
import { element, value, type Xml } from './xml.ts'

/** A document with what it got when it was issued. */
export interface IssuedDocument {
  number: string
  issuedAt: Date
  data: InvoiceData
}

const NAMESPACES = {
  rsm: 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100',
  ram: 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100',
  qdt: 'urn:un:unece:uncefact:data:standard:QualifiedDataType:100',
  udt: 'urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100',
}

/** UNTDID 1001. */
const TYPE_CODES = { INVOICE: '380', CREDIT_NOTE: '381' }

/**
 * The document as Factur-X XML (UN/CEFACT CII) of the profile EN 16931. The comments name the terms of EN 16931-1.
 * @see https://fnfe-mpe.org/factur-x/
 */
export function writeFacturX({ number, issuedAt, data }: IssuedDocument): string {
  const namespaces = Object.entries(NAMESPACES).map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`)
  const content = [
    element(
      'rsm:ExchangedDocumentContext',
      // BT-24
      element('ram:GuidelineSpecifiedDocumentContextParameter', value('ram:ID', 'urn:cen.eu:en16931:2017')),
    ),
    element(
      'rsm:ExchangedDocument',
      value('ram:ID', number), // BT-1
      value('ram:TypeCode', TYPE_CODES[data.kind]), // BT-3
      element('ram:IssueDateTime', day('udt', localDay(issuedAt, data.timeZone))), // BT-2
      // BG-1: regulatory information
      data.mentions.map((text) =>
        element('ram:IncludedNote', value('ram:Content', text), value('ram:SubjectCode', 'REG')),
      ),
    ),
    element(
      'rsm:SupplyChainTradeTransaction',
      data.lines.map((line, index) => lineItem(line, index + 1, data.currency)), // BG-25
      element(
        'ram:ApplicableHeaderTradeAgreement',
        sellerParty(data), // BG-4
        buyerParty(data), // BG-7
        element('ram:SellerOrderReferencedDocument', value('ram:IssuerAssignedID', data.order.code)), // BT-14
      ),
      element(
        'ram:ApplicableHeaderTradeDelivery',
        shipToParty(data), // BG-13
        element(
          'ram:ActualDeliverySupplyChainEvent',
          element('ram:OccurrenceDateTime', data.suppliedOn ? day('udt', data.suppliedOn) : null), // BT-72
        ),
      ),
      settlement(data),
    ),
  ]
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rsm:CrossIndustryInvoice${namespaces.join('')}>${content.join('')}</rsm:CrossIndustryInvoice>\n`
}

function lineItem(line: InvoiceLine, position: number, currency: string): Xml {
  return element(
    'ram:IncludedSupplyChainTradeLineItem',
    element('ram:AssociatedDocumentLineDocument', value('ram:LineID', String(position))), // BT-126
    element(
      'ram:SpecifiedTradeProduct',
      value('ram:SellerAssignedID', line.sku), // BT-155
      value('ram:Name', line.name), // BT-153
    ),
    element(
      'ram:SpecifiedLineTradeAgreement',
      element('ram:NetPriceProductTradePrice', value('ram:ChargeAmount', line.unitPrice)), // BT-146
    ),
    element(
      'ram:SpecifiedLineTradeDelivery',
      value('ram:BilledQuantity', String(line.quantity), { unitCode: 'C62' }), // BT-129, BT-130
    ),
    element(
      'ram:SpecifiedLineTradeSettlement',
      taxOf('ram:ApplicableTradeTax', line), // BG-30
      // BG-27
      line.discounts
        .filter(({ amount }) => amount > 0)
        .map(({ label, amount }) =>
          element(
            'ram:SpecifiedTradeAllowanceCharge',
            element('ram:ChargeIndicator', value('udt:Indicator', 'false')),
            value('ram:ActualAmount', toMajor(amount, currency)),
            value('ram:ReasonCode', '95'), // UNTDID 5189: discount
            value('ram:Reason', label),
          ),
        ),
      element(
        'ram:SpecifiedTradeSettlementLineMonetarySummation',
        value('ram:LineTotalAmount', toMajor(line.net, currency)), // BT-131
      ),
    ),
  )
}

function settlement(data: InvoiceData): Xml {
  const { currency, taxes, charges, lines, totals, exemption, corrects } = data
  const paid = data.paid ?? totals.gross
  const amount = (name: string, minor: number): Xml => value(name, toMajor(minor, currency))
  const chargeTotal = charges.reduce((sum, { net }) => sum + net, 0)
  return element(
    'ram:ApplicableHeaderTradeSettlement',
    value('ram:InvoiceCurrencyCode', currency), // BT-5
    // BG-23
    taxes.map(({ taxBasisPoints, category, base, tax }) =>
      element(
        'ram:ApplicableTradeTax',
        amount('ram:CalculatedAmount', tax),
        value('ram:TypeCode', 'VAT'),
        value('ram:ExemptionReason', exemption?.text),
        amount('ram:BasisAmount', base),
        value('ram:CategoryCode', category),
        value('ram:ExemptionReasonCode', exemption?.code),
        value('ram:RateApplicablePercent', percent(taxBasisPoints)),
      ),
    ),
    charges.map((charge) => deliveryCharge(charge, currency)), // BG-21
    // BT-20, required with an amount due (BR-CO-25)
    paid < totals.gross
      ? element(
          'ram:SpecifiedTradePaymentTerms',
          value('ram:Description', invoiceText('dueOnReceipt', data.language)),
        )
      : null,
    element(
      'ram:SpecifiedTradeSettlementHeaderMonetarySummation', // BG-22
      amount(
        'ram:LineTotalAmount',
        lines.reduce((sum, { net }) => sum + net, 0),
      ),
      charges.length > 0 ? amount('ram:ChargeTotalAmount', chargeTotal) : null,
      amount('ram:TaxBasisTotalAmount', totals.net),
      value('ram:TaxTotalAmount', toMajor(totals.tax, currency), { currencyID: currency }),
      amount('ram:GrandTotalAmount', totals.gross),
      amount('ram:TotalPrepaidAmount', paid), // BT-113
      amount('ram:DuePayableAmount', totals.gross - paid), // BT-115
    ),
    // BG-3
    corrects &&
      element(
        'ram:InvoiceReferencedDocument',
        value('ram:IssuerAssignedID', corrects.number),
        element('ram:FormattedIssueDateTime', day('qdt', corrects.issuedOn)),
      ),
  )
}

const deliveryCharge = (charge: InvoiceCharge, currency: string): Xml =>
  element(
    'ram:SpecifiedTradeAllowanceCharge',
    element('ram:ChargeIndicator', value('udt:Indicator', 'true')),
    value('ram:ActualAmount', toMajor(charge.net, currency)),
    value('ram:ReasonCode', 'FC'), // UNTDID 7161: freight service
    value('ram:Reason', charge.name),
    taxOf('ram:CategoryTradeTax', charge),
  )

const taxOf = (
  name: string,
  { category, taxBasisPoints }: Pick<InvoiceLine, 'category' | 'taxBasisPoints'>,
): Xml =>
  element(
    name,
    value('ram:TypeCode', 'VAT'),
    value('ram:CategoryCode', category),
    value('ram:RateApplicablePercent', percent(taxBasisPoints)),
  )

/** Minor units as a decimal in major units. */
const toMajor = (amount: number, currency: string): string => toDecimalString({ amount, currency })

/** 550 basis points are `5.50`. */
const percent = (basisPoints: number): string => (basisPoints / 100).toFixed(2)

/** @param isoDate `2026-11-30`; written as `20261130`, format 102 of UNTDID 2379 */
const day = (prefix: 'udt' | 'qdt', isoDate: string): Xml =>
  value(`${prefix}:DateTimeString`, isoDate.replaceAll('-', ''), { format: '102' })
