import type { InTransaction, WorkerContext } from '../app/context.ts'
import type { Language } from '../kernel/errors.ts'
import type { Mail } from './mail.entity.ts'

export type LabelledValue = [label: string, value: string]

export interface OrderedLine {
  name: string
  detail: string
  amount: string
}

/** One part of a letter; each is written twice, as text and as HTML. */
export type MailPart =
  | { kind: 'paragraph'; text: string }
  | { kind: 'notice'; text: string }
  | { kind: 'facts'; rows: LabelledValue[] }
  | {
      kind: 'lines'
      rows: OrderedLine[]
      sums: LabelledValue[]
      total: LabelledValue
      ofWhich: LabelledValue
    }
  | { kind: 'address'; title: string; lines: string[] }
  | { kind: 'link'; label: string; url: string }
  /** A line to be found and copied: stands alone, is never wrapped. */
  | { kind: 'marked'; line: string }

/** What the mail's way can read of it. */
export interface MailEnvelope {
  shopName: string
  /** Absent when the mail is of no order. */
  orderCode?: string
  subject: string
  headers?: Record<string, string>
}

/** What a mail says, before it is text and HTML. */
export interface MailContent extends MailEnvelope {
  language: Language
  title: string
  parts: MailPart[]
  /** Why the reader gets this. */
  footer: string
}

/** Writes the letter of a mail row from what the database says now; null when nobody needs it any more. */
export type MailRenderer = (tx: InTransaction<WorkerContext>, mail: Mail) => Promise<MailContent | null>
