import type { Account, ProtocolName } from './account.ts'
import type { Misbehaviour, Tamper } from './misbehaviour.ts'
import type { Outcome } from './outcome.ts'

export type Mode = 'TEST' | 'PRODUCTION'
export type Language = 'fr' | 'en'

/** One try of the buyer's at this payment, as the bank counts them. */
export interface Transaction {
  uuid: string
  number: number
  authorisation: string
  at: Date
}

/** One message sent to the shop's server, and what it answered. */
export interface Delivery {
  at: string
  source: string
  outcome: Outcome
  tamper: Tamper
  method: 'GET' | 'POST'
  url: string
  sent: string
  status: number | null
  answer: string
  accepted: boolean
}

/** What a shop asked this bank to take, and what came of it. Amount in minor units, currency ISO 4217 numeric. */
export interface Payment {
  id: string
  protocol: ProtocolName
  account: Account
  reference: string
  /** The fields that name the payment in this protocol's messages. */
  references: Record<string, string>
  orderId: string
  amount: number
  currency: string
  mode: Mode
  language: Language
  /** The request as received, name → value. */
  request: Record<string, string>
  openedAt: Date
  status: 'open' | Outcome
  brand: string
  /** Transactions begun so far. */
  tries: number
  transactions: Partial<Record<'refused' | 'other', Transaction>>
  deliveries: Delivery[]
  misbehaviour: Misbehaviour | undefined
  returnedAt: Date | undefined
}

export type NewPayment = Pick<
  Payment,
  | 'protocol'
  | 'account'
  | 'reference'
  | 'references'
  | 'orderId'
  | 'amount'
  | 'currency'
  | 'mode'
  | 'language'
  | 'request'
>
