import type { Mail } from './mail.entity.ts'
import type { MailType } from './mail.type.ts'

/** A mail as the merchant sees it. What a mail server said may echo the mail: no digit of it is shown. */
export const toMailType = (mail: Mail): MailType => ({
  id: mail.id,
  kind: mail.kind,
  to: mail.recipient,
  status: mail.status,
  sentAt: mail.sentAt ?? null,
  lastError: mail.lastError?.replace(/\p{Nd}/gu, '•') ?? null,
  attempts: mail.attempts,
  encryptedTo: mail.details.openPgpFingerprint?.toString() ?? null,
})
