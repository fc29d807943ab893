import type { Language } from '../../kernel/errors.ts'
import type { BankEnvironment } from './bank-protocol.ts'

/** A sentence for the merchant in each language of the portal. */
export type Text = Record<Language, string>

/** One of the identifiers and keys that a merchant is given by its bank; stands in the credentials under `name`. */
export interface BankField {
  name: string
  label: Text
  /** Where the merchant finds it, in the words of the bank's own back office. */
  hint: Text
  /** A secret is sealed and never shown again. */
  isSecret: boolean
  /** What the whole value looks like, by the bank's manual. */
  pattern: RegExp
  /** Without it nothing can be signed, or sent, in these environments. */
  neededIn: readonly BankEnvironment[]
  /** A value of several lines. */
  isLong?: boolean
}

/** A bank's commercial name for the protocol, and the pages its buyers are sent to. */
export interface BankBrand {
  name: string
  paymentUrl: Record<BankEnvironment, string>
}

/** What a merchant is asked for and told by the portal: everything there that depends on the bank. */
export interface BankSettings {
  /** Shown as it is: the names of banks have no language. */
  title: string
  brands: readonly BankBrand[]
  fields: readonly BankField[]
  /** The shop's name at the bank, out of the fields' values. */
  identityOf(values: Record<string, string>): string
  /** Whether the bank must be told the notification URL, since no form carries it; and where it is pasted. */
  notifyUrl: { mustBePasted: boolean; where: Text }
  /** Where the return URL is pasted; null where every form carries it. */
  returnUrl: Text | null
  /** How to pay the test payment in test mode. */
  tryWith: Text
  /** A reason of NotAuthenticError → what the merchant can do. */
  refusals: Record<string, Text>
}

export const ALWAYS: readonly BankEnvironment[] = ['TEST', 'PRODUCTION']
