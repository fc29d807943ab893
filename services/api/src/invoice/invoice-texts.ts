import { defineMessages } from '../kernel/messages.ts'

/** What is stored with an invoice, and so never changes for one that was issued. */
export const invoiceText = defineMessages({
  delivery: { en: 'Delivery', fr: 'Livraison' },
  deliveryBy: { en: 'Delivery: {method}', fr: 'Livraison\u00a0: {method}' },
  otherReduction: { en: 'Reduction of the price', fr: 'Réduction de prix' },
  dueOnReceipt: { en: 'The rest is due on receipt.', fr: 'Solde payable à réception.' },
  partOfPrice: { en: '{name} – part of the price', fr: '{name} – part du prix' },
  natureOfOperation: {
    en: 'Nature of the operation: sale of goods',
    fr: 'Nature de l’opération\u00a0: livraison de biens',
  },
  vatOnDebits: {
    en: 'VAT is paid on debits, by option.',
    fr: 'Option pour le paiement de la taxe d’après les débits',
  },
  latePayment: {
    en: 'Paid when ordered; no discount for early payment. In case of late payment: penalties at the European Central Bank’s rate plus 10 points, and a fixed 40\u00a0€ for the cost of recovery (French commercial code, art. L441-10).',
    fr: 'Paiement à la commande, sans escompte pour paiement anticipé. En cas de retard de paiement\u00a0: pénalités au taux de la Banque centrale européenne majoré de 10 points, et indemnité forfaitaire de 40\u00a0€ pour frais de recouvrement (code de commerce, art. L441-10).',
  },
})
