import type { Order } from '../../order/order.entity.ts'
import type { BankSettings } from './bank-protocol-settings.ts'

export type BankProtocolName = 'lyra' | 'paybox' | 'monetico' | 'sips'
export type BankEnvironment = 'TEST' | 'PRODUCTION'
export type PaymentAttemptStatus =
  'OPEN' | 'PENDING' | 'PAID' | 'REFUSED' | 'CANCELLED' | 'EXPIRED' | 'RESCUE'

/** A form for the buyer's browser to submit. */
export interface BankRedirect {
  method: 'GET' | 'POST'
  url: string
  fields: { name: string; value: string }[]
}

/** A shop's account at a bank with its keys opened; lives in memory for one call. */
export interface DecryptedGatewayAccount {
  protocol: BankProtocolName
  environment: BankEnvironment
  /** Where the buyer is sent. */
  paymentUrl: string
  /** The shop's name at the bank: Lyra's site id, Paybox's site/rank, Monetico's TPE, Sips' merchant id. */
  identity: string
  credentials: Record<string, string>
}

/** What is frozen when a buyer leaves for the bank. */
export interface AttemptToOpen {
  reference: string
  /** Minor units. */
  amount: number
  /** ISO 4217, three letters. */
  currency: string
  /** Of whom the bank asks: a test payment has a payer and no order. */
  order: Pick<Order, 'email' | 'language' | 'billingAddress'>
  /** Pieces in the order. */
  itemCount: number
  notifyUrl: string
  returnUrl: string
  at: Date
  /** The shop's own, for banks that want its clock. */
  timeZone: string
  /** No other attempt of this identity has it on this UTC day; Lyra's transaction ids are made of it. */
  dayNumber: number
}

/** An authentic notification, read into the platform's terms. */
export interface BankNotification {
  /** Never null: what makes this event the same event when it comes again. */
  dedupeKey: string
  /** The bank's own word, kept as it came. */
  bankStatus: string
  /** NONE: authentic, and says nothing of a payment (a refund, a verification). */
  outcome: 'PAID' | 'PENDING' | 'REFUSED' | 'CANCELLED' | 'NONE'
  reference: string
  amount: number
  currency: string
  environment: BankEnvironment
  authorizationNumber: string | null
  bankTransactionId: string | null
  /** The signed fields, for the inbox. Card numbers are masked by the bank. */
  fields: Record<string, string>
}

export interface RawNotification {
  /** As received, undecoded. */
  query: string
  body: Buffer
  address: string
}

export interface BankAnswer {
  status: number
  headers: Record<string, string>
  body: string
}

/** Why a notification was not believed; goes to the list of refused ones. */
export class NotAuthenticError extends Error {}

/** The bank has no way to be asked for this amount; the buyer pays another way. */
export class PaymentNotSupported extends Error {}

/** A bank's protocol: one file each, and nothing about a bank anywhere else. */
export interface BankProtocol {
  name: BankProtocolName
  /** What its merchants are asked for and told. */
  settings: BankSettings
  /** An opaque random reference in the protocol's alphabet. */
  newReference(): string
  /** @throws PaymentNotSupported */
  redirect(account: DecryptedGatewayAccount, attempt: AttemptToOpen): BankRedirect
  /** @throws NotAuthenticError when shape, identity, algorithm, signature or environment are not as ours. */
  readNotification(account: DecryptedGatewayAccount, raw: RawNotification): BankNotification
  /** The reference that a returning browser carries; believed for nothing but where to send it on. */
  readReturn(parameters: URLSearchParams): string | null
  /** What a merchant may be shown of a message that was not believed: never a card's digits, never a signature. */
  tell(fields: Record<string, string>): Record<string, string>
  /** The exact answers this bank expects. */
  answer: { received: BankAnswer; refused: BankAnswer }
}
