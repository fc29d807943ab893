/** A way to pay whose receipt a member records. */
export type ManualMethod = 'TRANSFER' | 'CHEQUE'

/** Where buyers send a transfer. */
export interface TransferInstructions {
  holder: string
  /** In upper case, without spaces. */
  iban: string
  bic: string | null
  /** What the shop adds for its buyers. */
  note: string | null
}

/** To whom and where buyers send a cheque. */
export interface ChequeInstructions {
  payee: string
  /** Lines of text. */
  address: string
  note: string | null
}

interface Offer {
  isOffered: boolean
  /** How long an order waits for the money. */
  delayDays: number
}

/** What a shop has entered, whether it offers it or not; null for a method that it never set up. */
export interface ManualPayments {
  transfer: (TransferInstructions & Offer) | null
  cheque: (ChequeInstructions & Offer) | null
}

export const NO_MANUAL_PAYMENTS: ManualPayments = { transfer: null, cheque: null }

/** What is stored in `shop.manual_payments`, complete. */
export const toManualPayments = (stored: Partial<ManualPayments>): ManualPayments => ({
  ...NO_MANUAL_PAYMENTS,
  ...stored,
})

/** What a buyer who chooses the method is told, and how long the order waits; null if the shop does not offer it. */
export function offerOf(
  { transfer, cheque }: ManualPayments,
  method: ManualMethod,
): { instructions: TransferInstructions | ChequeInstructions; delayDays: number } | null {
  const settings = method === 'TRANSFER' ? transfer : cheque
  if (!settings?.isOffered) return null
  const { isOffered: _, delayDays, ...instructions } = settings
  return { instructions, delayDays }
}
