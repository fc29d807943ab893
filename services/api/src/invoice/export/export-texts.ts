import { defineMessages } from '../../kernel/messages.ts'

/** Column heads and words of the exported files. */
export const exportText = defineMessages({
  number: { en: 'Number', fr: 'Numéro' },
  kind: { en: 'Type', fr: 'Type' },
  INVOICE: { en: 'Invoice', fr: 'Facture' },
  CREDIT_NOTE: { en: 'Credit note', fr: 'Avoir' },
  date: { en: 'Date', fr: 'Date' },
  order: { en: 'Order', fr: 'Commande' },
  corrects: { en: 'Corrects', fr: 'Rectifie' },
  buyer: { en: 'Buyer', fr: 'Acheteur' },
  country: { en: 'Country', fr: 'Pays' },
  vatNumber: { en: 'VAT number', fr: 'N° TVA' },
  rate: { en: 'VAT rate (%)', fr: 'Taux de TVA (%)' },
  base: { en: 'Excl. VAT', fr: 'HT' },
  tax: { en: 'VAT', fr: 'TVA' },
  total: { en: 'Incl. VAT', fr: 'TTC' },
  currency: { en: 'Currency', fr: 'Devise' },
  exemption: { en: 'Exemption', fr: 'Exonération' },
  invoices: { en: 'Invoices', fr: 'Factures' },
  creditNotes: { en: 'Credit notes', fr: 'Avoirs' },
  journalFile: { en: 'journal.csv', fr: 'journal.csv' },
})
