import type { KeptKind } from './kept-data.ts'

/** What the function `erase_buyers` makes of a column, or which kept data it belongs to. */
export type Treatment =
  | { erased: 'empty' | 'without the address, but the country' | 'row deleted' | 'replaced' }
  | { kept: KeptKind }

const EMPTY: Treatment = { erased: 'empty' }
const DELETED: Treatment = { erased: 'row deleted' }
const ADDRESS: Treatment = { erased: 'without the address, but the country' }

/** Every column of a tenant table that may hold data of a buyer, by table. A test compares this list with the database. */
export const COLUMNS_OF_BUYERS: Record<string, Record<string, Treatment>> = {
  bank_notification: { fields: EMPTY },
  bank_notification_refused: { fields: EMPTY, displayed_fields: EMPTY },
  card_kept: { sealed: DELETED },
  card_payment: { first_six: EMPTY },
  certification: {
    note: EMPTY,
    authorization_number: { kept: 'PAYMENT_REFERENCES' },
    bank_reference: { kept: 'PAYMENT_REFERENCES' },
  },
  discount_use: { email_key: EMPTY },
  discount_use_count: { email_key: DELETED },
  invoice: { data: { kept: 'INVOICES' } },
  ledger_entry: { reference: { kept: 'LEDGER' } },
  mail: {
    recipient: EMPTY,
    mailbox: EMPTY,
    // Outcomes and times stay.
    details: { erased: 'replaced' },
    last_error: EMPTY,
  },
  manual_receipt: { reference: EMPTY },
  order: {
    email: EMPTY,
    buyer_key: EMPTY,
    billing_address: ADDRESS,
    shipping_address: ADDRESS,
    note: EMPTY,
    cancellation_reason: EMPTY,
    vat_number: EMPTY,
    visitor: { erased: 'replaced' },
    input_hash: EMPTY,
    mailbox: EMPTY,
  },
  order_event: { message: EMPTY },
  order_note: { text: DELETED },
  order_search: { token: DELETED },
  parcel: { tracking_number: EMPTY, tracking_url: EMPTY },
  payment_attempt: {
    redirect: EMPTY,
    authorization_number: { kept: 'PAYMENT_REFERENCES' },
    bank_transaction_id: { kept: 'PAYMENT_REFERENCES' },
  },
  refund: { reason: EMPTY, bank_reference: { kept: 'PAYMENT_REFERENCES' } },
  unmatched_payment: { reference: EMPTY, bank_transaction_id: { kept: 'PAYMENT_REFERENCES' } },
  unmatched_payment_action: { note: EMPTY, bank_reference: { kept: 'PAYMENT_REFERENCES' } },
  vat_check: { number: { kept: 'VAT_CHECKS' }, reference: { kept: 'VAT_CHECKS' } },
  // What a receiver answered: it may repeat what it was told.
  webhook_attempt: { excerpt: EMPTY },
  withdrawal: { name: EMPTY, email: EMPTY, close_reason: EMPTY },
}
