import type { Account, ProtocolName } from './account.ts'
import type { Misbehaviour, Tamper } from './misbehaviour.ts'

/** Outcomes of a payment that the buyer can choose on the payment page. */
export const outcomes = ['paid', 'refused', 'cancelled', 'pending'] as const
export type Outcome = (typeof outcomes)[number]
export type Mode = 'TEST' | 'PRODUCTION'
export type Language = 'fr' | 'en'

/** A buyer's attempt to pay, as the bank numbers them. */
export interface Transaction {
  uuid: string
  number: number
  authorisation: string
  at: Date
}

/** A message sent to the shop's server and the response to it. */
export interface Delivery {
  /** ISO 8601, UTC. */
  at: string
  source: string
  outcome: Outcome
  tamper: Tamper
  method: 'GET' | 'POST'
  url: string
  sent: string
  /** HTTP status; null if there was no response. */
  status: number | null
  answer: string
  /** Whether the response acknowledges the notification according to the protocol. */
  accepted: boolean
}

/** A payment requested by a shop. The amount is in minor units, the currency an ISO 4217 numeric code. */
export interface Payment {
  id: string
  protocol: ProtocolName
  account: Account
  reference: string
  /** The fields that identify the payment in this protocol's messages. */
  references: Record<string, string>
  orderId: string
  amount: number
  currency: string
  mode: Mode
  language: Language
  /** Fields of the request as received. */
  request: Record<string, string>
  openedAt: Date
  status: 'open' | Outcome
  brand: string
  /** Number of transactions so far. */
  tries: number
  transactions: Partial<Record<'refused' | 'other' | 'refund', Transaction>>
  deliveries: Delivery[]
  misbehaviour: Misbehaviour | undefined
  /** When the buyer left for the shop. */
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
