import type { z } from 'zod'
import type { Account, ProtocolName } from '../account.ts'
import type { Pairs } from '../form.ts'
import type { Outcome } from '../outcome.ts'
import type { NewPayment, Payment, Transaction } from '../payment.ts'

/** Why a request is refused, as the bank's page says it. `code` is the bank's own number, where it has one. */
export interface Refusal {
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

/** What a protocol may ask the bank while it reads a request. */
export interface Desk {
  now: Date
  findAccount(identity: string): Account | undefined
  /** False when these were already used together. */
  useReference(...parts: string[]): boolean
  /** Whether this shop's reference is paid already. */
  isPaid(account: Account, reference: string): boolean
}

/** What a notification is about. `source`: why the bank sends it. */
export interface Said {
  outcome: Outcome
  transaction: Transaction
  source: Source
  /** The protocol's own word for the outcome, when it is not the usual one. */
  status?: string | undefined
  /** Signed with a key that is nobody's. */
  forged?: boolean
}

export const sources = ['PAY', 'RETRY', 'BO', 'MERCH_BO', 'BATCH', 'BATCH_AUTO', 'REC'] as const
export type Source = (typeof sources)[number]

/** A server-to-server message, encoded as it will travel: in the body for POST, in the query for GET. */
export interface Message {
  url: string | undefined
  method: 'GET' | 'POST'
  text: string
}

/** How the buyer's browser goes back to the shop. */
export interface Return {
  url: string | undefined
  method: 'GET' | 'POST'
  text: string
}

/** The bank's side of one payment protocol. */
export interface Protocol {
  name: ProtocolName
  /** Where the shop's form is posted. */
  paths: readonly string[]
  /** A contract's identifiers and keys. */
  credentials: z.ZodType<Record<string, string>>
  /** What tells one contract of this protocol from another. */
  identity(account: Account): string
  /** Checks the shop's form as the bank does. */
  read(desk: Desk, pairs: Pairs, path: string): { payment: NewPayment } | { refusal: Refusal }
  /** The notification; undefined when this bank says nothing of such an outcome. */
  notify(account: Account, payment: Payment, said: Said): Message | undefined
  back(account: Account, payment: Payment, said: Said): Return
  /** Whether the shop's answer tells the bank to stop sending. */
  isAcknowledged(status: number, answer: string): boolean
  /** Seconds after which the buyer goes back by himself; none: when he asks to. */
  returnDelay?(payment: Payment, outcome: Outcome): number | undefined
  /** The parameter that carries the signature. */
  signatureName(payment: Payment): string
  /** A parameter sent a second time with another value, `name=value` encoded. */
  pollution(payment: Payment): string
  /** A signed field of the request that comes back in notifications and may hold any letter. */
  accentedField?: string
  /** A merchant this bank has no contract with, for messages that reach the wrong shop when there is no other. */
  stranger: Readonly<Record<string, string>>
  /** One key signs for all merchants: another shop's message differs by its reference alone. */
  hasCommonKey?: true
  /** Its notifications name no currency. */
  saysNoCurrency?: true
  /** Says nothing of a payment that is pending. */
  isSilentWhilePending?: true
  /** Its notifications don't tell one try of the buyer's from another. */
  namesNoTry?: true
}
