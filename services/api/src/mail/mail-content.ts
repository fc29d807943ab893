import type { InTransaction, WorkerContext } from '../app/context.ts'
import type { Language } from '../kernel/errors.ts'
import type { Mail } from './mail.entity.ts'

export type LabelledValue = [label: string, value: string]

export interface MailOrderLine {
  name: string
  detail: string
  amount: string
}

/** A part of a mail, rendered as plain text and as HTML. */
export type MailPart =
  | { kind: 'paragraph'; text: string }
  | { kind: 'notice'; text: string }
  | { kind: 'facts'; rows: LabelledValue[] }
  | { kind: 'totals'; sums: LabelledValue[]; total: LabelledValue; includedTax: LabelledValue }
  /** `more` says how many lines are left out. */
  | { kind: 'lines'; rows: MailOrderLine[]; more?: string }
  | { kind: 'address'; title: string; lines: string[] }
  | { kind: 'link'; label: string; url: string }
  /** A line to be copied or read by a program: never wrapped, with nothing else on it. */
  | { kind: 'marked'; line: string }

/** What stays readable in transit, even when the mail is encrypted. */
export interface MailEnvelope {
  shopName: string
  /** Absent if the mail does not concern an order. */
  orderCode?: string
  subject: string
  headers?: Record<string, string>
}

/** A mail before it is rendered. */
export interface MailContent extends MailEnvelope {
  /** The address that answers go to. Omitted from the mail if the relay may not be able to write it. */
  replyTo?: string
  language: Language
  title: string
  parts: MailPart[]
  /** Tells the recipient why they receive the mail. */
  footer: string
}

/** A mail whose body was encrypted when it was written: `encrypted` is an armored OpenPGP message. */
export interface EncryptedMailContent extends MailEnvelope {
  encrypted: string
}

/** Creates the content of a stored mail from the current state of the database; null if it is no longer needed. */
export type MailRenderer<Content = MailContent> = (
  tx: InTransaction<WorkerContext>,
  mail: Mail,
) => Promise<Content | null>
