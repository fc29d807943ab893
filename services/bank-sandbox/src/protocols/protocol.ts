import type { z } from 'zod'
import type { Account, ProtocolName } from '../account.ts'
import type { Pairs } from '../form.ts'
import type { NewPayment, Outcome, Payment, Transaction } from '../payment.ts'

/** Why a payment request is rejected. `code` is the bank's error code, if it has one. */
export interface FieldError {
  reason:
    | 'missing'
    | 'format'
    | 'signature'
    | 'unknown-shop'
    | 'mode'
    | 'date'
    | 'duplicate'
    | 'repeated'
    | 'not-offered'
  field: string
  code?: string
  detail?: string
  shop?: string
}

/** The state of the bank that a protocol needs to validate a request. */
export interface RequestContext {
  now: Date
  findAccount(identity: string): Account | undefined
  /** Marks a combination of parts as used; returns false if it was used before. */
  useReference(...parts: string[]): boolean
  /** Whether a payment of this shop with the reference is already paid. */
  isPaid(account: Account, reference: string): boolean
}

/**
 * Why a bank sends a notification: codes of Lyra's `vads_url_check_src`. Payment, automatic retry, manual retry from the back
 * office, merchant's action in the back office, batch, automatic batch, recurring payment.
 */
export const notificationSources = ['PAY', 'RETRY', 'BO', 'MERCH_BO', 'BATCH', 'BATCH_AUTO', 'REC'] as const
export type NotificationSource = (typeof notificationSources)[number]

/** The event that a notification reports. */
export interface PaymentEvent {
  outcome: Outcome
  transaction: Transaction
  source: NotificationSource
  /** The protocol's status code, if it is not the usual one for the outcome. */
  status?: string | undefined
  /** Sign with a wrong key. */
  forged?: boolean
}

/** An HTTP request to the shop. `text` is the encoded form: the body of a POST, the query of a GET. */
export interface Message {
  url: string | undefined
  method: 'GET' | 'POST'
  text: string
}

/** The bank's side of a payment protocol. */
export interface Protocol {
  name: ProtocolName
  /** Paths to which the shop posts its form. */
  paths: readonly string[]
  /** Schema of an account's identifiers and keys. */
  credentials: z.ZodType<Record<string, string>>
  /** Unique identifier of an account within this protocol. */
  identity(account: Account): string
  /** Validates the shop's form as the bank does. */
  readRequest(
    context: RequestContext,
    pairs: Pairs,
    path: string,
  ): { payment: NewPayment } | { error: FieldError }
  /** Writes the notification to the shop's server; undefined if the bank sends none for this outcome. */
  writeNotification(account: Account, payment: Payment, event: PaymentEvent): Message | undefined
  /** Writes the request by which the buyer's browser returns to the shop. */
  writeReturn(account: Account, payment: Payment, event: PaymentEvent): Message
  /** Whether the shop's response acknowledges the notification, so that the bank does not retry. */
  isAcknowledged(status: number, answer: string): boolean
  /** Seconds after which the buyer returns automatically; undefined if only on request. */
  returnDelaySeconds?(payment: Payment, outcome: Outcome): number | undefined
  /** Name of the parameter that contains the signature. */
  signatureName(payment: Payment): string
  /** A second, different value for a parameter of the notification, encoded as `name=value`. */
  duplicateParameter(payment: Payment): string
  /** A signed text field of the request that the notification repeats unchanged. */
  echoedTextField?: string
  /** Credentials of a merchant without an account, to simulate a misdirected message when there is no other shop. */
  unknownMerchant: Readonly<Record<string, string>>
  /** The bank signs for all merchants with one key, so that only the reference identifies the shop. */
  sharesSigningKey?: true
  /** Notifications do not contain the currency. */
  omitsCurrency?: true
  /** The bank sends no notification of a pending payment. */
  skipsPending?: true
  /** Notifications do not identify the buyer's attempt. */
  omitsAttempt?: true
}
