import { m } from '../paraglide/messages.js'
import type { InvoiceKind, InvoiceWait } from './invoice.documents.ts'

export const invoiceKindTexts: Record<InvoiceKind, () => string> = {
  INVOICE: m.invoice_kind_invoice,
  CREDIT_NOTE: m.invoice_kind_credit_note,
}

export const invoiceWaitTexts: Record<InvoiceWait, () => string> = {
  BUSINESS_IDENTITY: m.invoice_wait_identity,
  VAT_NUMBER: m.invoice_wait_vat_number,
  SHIPMENT: m.invoice_wait_shipment,
  INVOICE: m.invoice_wait_invoice,
  SOON: m.invoice_wait_soon,
}
