import type { LocalizedText } from '../kernel/messages.ts'

/** What is kept of a buyer whose data was erased. */
export const KEPT_KINDS = ['ORDERS', 'INVOICES', 'LEDGER', 'PAYMENT_REFERENCES', 'VAT_CHECKS'] as const
export type KeptKind = (typeof KEPT_KINDS)[number]

/** Financial years are taken to be calendar years. */
export const YEARS_KEPT = 10

/** For sellers who are not established in France, whose law is not known here. */
export const WHY_ELSEWHERE: LocalizedText = {
  en: 'The law of the seller’s country wants accounting records kept; ten years are assumed.',
  fr: 'La loi du pays du vendeur impose de conserver les pièces comptables\u00a0; dix ans sont retenus.',
}

/** What it is, and why French law wants it kept. Sources: Code de commerce, art. L123-22; CGI, art. 286 I 3° bis; Directive 2006/112/EC, art. 138. */
export const KEPT_DATA: Record<KeptKind, { what: LocalizedText; why: LocalizedText }> = {
  ORDERS: {
    what: {
      en: 'The orders without the buyer: code, dates, items, amounts, country, and the terms that applied',
      fr: 'Les commandes sans le client\u00a0: code, dates, articles, montants, pays et conditions applicables',
    },
    why: {
      en: 'Accounting records and their evidence are kept for ten years (Code de commerce, art. L123-22).',
      fr: 'Les documents comptables et les pièces justificatives sont conservés dix ans (article L123-22 du code de commerce).',
    },
  },
  INVOICES: {
    what: {
      en: 'Invoices and credit notes, with the name, address and email address that they state',
      fr: 'Les factures et avoirs, avec le nom, l’adresse et l’e-mail qui y figurent',
    },
    why: {
      en: 'Invoices must be kept unchanged for ten years (Code de commerce, art. L123-22; CGI, art. 289).',
      fr: 'Les factures sont conservées dix ans sans modification (article L123-22 du code de commerce, article 289 du CGI).',
    },
  },
  LEDGER: {
    what: {
      en: 'The ledger of payments: order code, amounts, dates, references',
      fr: 'Le registre des paiements\u00a0: code de commande, montants, dates, références',
    },
    why: {
      en: 'Recorded payments must be unalterable, secured and kept (CGI, art. 286, I, 3° bis).',
      fr: 'Les paiements enregistrés doivent être inaltérables, sécurisés et conservés (article 286, I, 3° bis du CGI).',
    },
  },
  PAYMENT_REFERENCES: {
    what: {
      en: 'The bank’s references of payments and refunds',
      fr: 'Les références bancaires des paiements et des remboursements',
    },
    why: {
      en: 'They prove the entries of the books and answer disputes (Code de commerce, art. L123-22).',
      fr: 'Elles justifient les écritures et servent en cas de contestation (article L123-22 du code de commerce).',
    },
  },
  VAT_CHECKS: {
    what: {
      en: 'Checks of VAT numbers of businesses',
      fr: 'Les vérifications de numéros de TVA des entreprises',
    },
    why: {
      en: 'They prove that a sale was exempt from VAT (Directive 2006/112/EC, art. 138; LPF, art. L102 B).',
      fr: 'Elles justifient l’exonération de TVA (article 138 de la directive 2006/112/CE, article L102 B du LPF).',
    },
  },
}
