import type { InTransaction, WorkerContext } from '../app/context.ts'
import type { Language } from '../kernel/errors.ts'
import type { Mail } from './mail.entity.ts'
import type { MailWording } from './texts/mail-wording.ts'

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
  /** What the merchant wrote: paragraphs separated by an empty line, in which https addresses become links. */
  | { kind: 'text'; text: string }
  | { kind: 'totals'; sums: LabelledValue[]; total: LabelledValue; taxes: LabelledValue[] }
  /** `more` says how many lines are left out. */
  | { kind: 'lines'; rows: MailOrderLine[]; more?: string }
  | { kind: 'address'; title: string; lines: string[] }
  | { kind: 'link'; label: string; url: string }
  /** A line to be copied or read by a program: never wrapped, with nothing else on it. */
  | { kind: 'marked'; line: string }

/** A text file, in UTF-8. */
export interface MailAttachment {
  fileName: string
  text: string
}

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
  /** Display name of the sender; without it the name of the shop. */
  senderName?: string
  language: Language
  title: string
  parts: MailPart[]
  /** What the shop writes at the end of its mails, as a part of kind `text`. */
  shopFooter?: string
  /** Tells the recipient why they receive the mail. */
  footer: string
  attachments?: MailAttachment[]
}

/** A mail whose body was encrypted when it was written: `encrypted` is an armored OpenPGP message. */
export interface EncryptedMailContent extends MailEnvelope {
  encrypted: string
}

/** Creates the content of a stored mail from the current state of the database; null if it is no longer needed. */
export type MailRenderer<Content = MailContent> = (
  tx: InTransaction<WorkerContext>,
  mail: Mail,
  wording: MailWording,
) => Promise<Content | null>
