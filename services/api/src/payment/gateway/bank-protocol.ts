import type { Order } from '../../order/order.entity.ts'
import type { BankSettings } from './bank-protocol-settings.ts'

export type BankProtocolName = 'lyra' | 'paybox' | 'monetico' | 'sips'
export type BankEnvironment = 'TEST' | 'PRODUCTION'
export type PaymentAttemptStatus =
  'OPEN' | 'PENDING' | 'PAID' | 'REFUSED' | 'CANCELLED' | 'EXPIRED' | 'RESCUE'

/** A form that the buyer's browser submits to the bank. */
export interface BankRedirect {
  method: 'GET' | 'POST'
  url: string
  fields: { name: string; value: string }[]
}

/** A shop's account at a payment gateway with decrypted keys; kept in memory for one call only. */
export interface DecryptedGatewayAccount {
  protocol: BankProtocolName
  environment: BankEnvironment
  /** The bank's payment page. */
  paymentUrl: string
  /** The shop's identifier at the bank: Lyra's site id, Paybox's site/rank, Monetico's TPE, Sips' merchant id. */
  identity: string
  credentials: Record<string, string>
}

/** Data of the payment form, fixed when the buyer leaves for the bank. */
export interface BankPaymentRequest {
  reference: string
  /** Minor units. */
  amount: number
  /** ISO 4217 alphabetic code. */
  currency: string
  /** The payer. Only these fields, because a test payment has a payer but no order. */
  order: Pick<Order, 'email' | 'language' | 'billingAddress'>
  /** Total quantity of the order. */
  itemCount: number
  notifyUrl: string
  returnUrl: string
  at: Date
  /** The shop's time zone, for banks that expect local time. */
  timeZone: string
  /** Unique among the attempts of this identity on this UTC day; source of Lyra's transaction ids. */
  dailyNumber: number
}

/**
 * What a bank may notify after it has accepted a payment: the money was not captured (the capture failed, somebody
 * cancelled the payment at the bank, or the authorisation expired), was given back, or was captured only in part.
 */
export type LaterNewsKind =
  'CAPTURE_FAILED' | 'PAYMENT_CANCELLED' | 'AUTHORIZATION_EXPIRED' | 'REFUNDED' | 'PARTIALLY_CAPTURED'

/** An authenticated notification in the platform's terms. */
export interface BankNotification {
  /** Identifies the event, so that a repeated notification is recognised; never empty. */
  dedupeKey: string
  /** The bank's own status code, unchanged. */
  bankStatus: string
  /** NONE: authentic, but not about a payment (a refund, a card verification). */
  outcome: 'PAID' | 'PENDING' | 'REFUSED' | 'CANCELLED' | 'NONE'
  /** What it means if the payment was accepted before; absent if it would mean nothing. */
  laterNews?: LaterNewsKind | undefined
  reference: string
  /** Minor units; -1 if unreadable, so that it matches no order. */
  amount: number
  /** ISO 4217 alphabetic code; the bank's own code if unknown, so that it matches no order. */
  currency: string
  environment: BankEnvironment
  authorizationNumber: string | null
  bankTransactionId: string | null
  /** The signed fields, stored in the inbox without card data. */
  fields: Record<string, string>
}

export interface RawNotification {
  /** As received, still encoded. */
  query: string
  body: Buffer
  address: string
  /** How the body differs from a form, which every bank sends. It is read whatever its content type, but not if too large. */
  unexpected?: 'too large' | 'content type'
}

export interface BankResponse {
  status: number
  headers: Record<string, string>
  body: string
}

/** The notification is not authentic; the message says why and is stored with the refused notification. */
export class NotAuthenticError extends Error {}

/** The bank cannot take this amount, so the buyer has to pay another way. */
export class UnsupportedPaymentError extends Error {}

/** Adapter of one bank protocol. All knowledge about a bank is in its adapter and its settings. */
export interface BankProtocol {
  name: BankProtocolName
  settings: BankSettings
  /** A random reference that cannot be guessed, in the characters and length that the protocol allows. */
  newReference(): string
  /** Builds the signed payment form. @throws UnsupportedPaymentError */
  buildRedirect(account: DecryptedGatewayAccount, request: BankPaymentRequest): BankRedirect
  /** @throws NotAuthenticError if the format, identity, algorithm, signature or environment is wrong */
  readNotification(account: DecryptedGatewayAccount, raw: RawNotification): BankNotification
  /** Reference in the parameters of the buyer's return; unauthenticated, used only to choose the page to redirect to. */
  readReturnReference(parameters: URLSearchParams): string | null
  /** The fields of a refused notification that a merchant may see: no card digits, no signature. */
  displayableFields(fields: Record<string, string>): Record<string, string>
  /** The exact responses to notifications that the bank expects. */
  responses: { received: BankResponse; refused: BankResponse }
}
