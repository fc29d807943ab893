import type { LocalizedText } from '../../kernel/messages.ts'
import type { BankEnvironment } from './bank-protocol.ts'

/** An identifier or key that the bank gives to its merchants; stored in the credentials under `name`. */
export interface BankField {
  name: string
  label: LocalizedText
  /** Where the merchant finds the value, using the labels of the bank's back office. */
  hint: LocalizedText
  /** Secrets are encrypted and never shown again. */
  isSecret: boolean
  /** Format of the whole value, from the bank's manual. */
  pattern: RegExp
  /** Number of characters of every valid value; absent if it varies. */
  length?: number
  /** Environments in which nothing can be signed or sent without this field. */
  requiredIn: readonly BankEnvironment[]
  isMultiline?: boolean
}

/** A commercial name under which a bank offers the protocol, with its payment pages. */
export interface BankBrand {
  name: string
  paymentUrl: Record<BankEnvironment, string>
}

/** Everything in the portal's bank settings that depends on the bank: fields to fill in, instructions and advice. */
export interface BankSettings {
  /** Names of banks; the same in every language. */
  title: string
  brands: readonly BankBrand[]
  fields: readonly BankField[]
  /** The shop's identifier at the bank, composed from the values of the fields. */
  identityOf(values: Record<string, string>): string
  /** `mustBePasted`: the merchant must enter the URL at the bank because the payment form does not contain it. */
  notifyUrl: { mustBePasted: boolean; instructions: LocalizedText }
  /** Where to enter the return URL at the bank; null if the payment form contains it. */
  returnUrlInstructions: LocalizedText | null
  /** How to pay a test payment in test mode. */
  testPaymentInstructions: LocalizedText
  /** What the merchant can do, by the bank's status code of a payment that was not made. */
  statusAdvice?: Record<string, LocalizedText>
  /** What the merchant can do, by message of NotAuthenticError. */
  refusalAdvice: Record<string, LocalizedText>
}

export const EVERY_ENVIRONMENT: readonly BankEnvironment[] = ['TEST', 'PRODUCTION']
