import { registerEnumType } from 'type-graphql'

/** What kind of movement of money an entry of the ledger records. */
export const LedgerKind = {
  CERTIFICATION: 'CERTIFICATION',
  BANK_PAYMENT: 'BANK_PAYMENT',
  TRANSFER: 'TRANSFER',
  CHEQUE: 'CHEQUE',
  REVERSAL: 'REVERSAL',
  REFUND: 'REFUND',
  BANK_REFUND: 'BANK_REFUND',
  CHARGEBACK: 'CHARGEBACK',
  UNMATCHED_RECEIPT: 'UNMATCHED_RECEIPT',
  UNMATCHED_APPLIED: 'UNMATCHED_APPLIED',
  UNMATCHED_REFUND: 'UNMATCHED_REFUND',
} as const
export type LedgerKind = keyof typeof LedgerKind

registerEnumType(LedgerKind, {
  name: 'LedgerKind',
  valuesConfig: {
    CERTIFICATION: { description: 'A card that the merchant keyed and its bank approved.' },
    BANK_PAYMENT: { description: 'A payment on a bank’s own page.' },
    TRANSFER: { description: 'A bank transfer.' },
    CHEQUE: { description: 'A cheque.' },
    REVERSAL: {
      description: 'A payment that the bank did not capture after all, or not in full. Negative.',
    },
    REFUND: { description: 'A refund that a member recorded. Negative.' },
    BANK_REFUND: { description: 'A refund that the bank notified and nobody had recorded. Negative.' },
    CHARGEBACK: { description: 'Money that the buyer’s bank took back. Negative.' },
    UNMATCHED_RECEIPT: { description: 'Money that no order could take.' },
    UNMATCHED_APPLIED: {
      description:
        'Such money that a member accepted for its order; an entry of the order follows. Negative.',
    },
    UNMATCHED_REFUND: {
      description: 'Such money that was refunded. Negative; positive if that had been recorded by mistake.',
    },
  },
  description: 'Why money moved.',
})

/** SQL: the kinds that an order receives, less what the bank did not capture after all. */
export const CAPTURES = `('CERTIFICATION', 'BANK_PAYMENT', 'TRANSFER', 'CHEQUE', 'REVERSAL')`
/** SQL: the kinds that go back to the buyer of an order. */
export const RETURNS = `('REFUND', 'BANK_REFUND', 'CHARGEBACK')`
