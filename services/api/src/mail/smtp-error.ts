import { UnsupportedAddressError } from '../platform/smtp/mailer.ts'

/** Why a mail could not be delivered, and whether a retry is pointless. */
export interface SmtpFailure {
  /** For the portal. Omits the server's own text, which may repeat what was sent to it. */
  description: string
  isPermanent: boolean
}

/** What the server rejected, by the SMTP command that it answered. */
const REJECTED: Record<string, string> = {
  'MAIL FROM': 'the sender’s address',
  'RCPT TO': 'the recipient’s address',
  DATA: 'the message',
}

/** A 5xx answer to any other command concerns the operator's settings, such as MAIL_FROM or a password: these can be repaired. */
const FINAL_COMMANDS: ReadonlySet<unknown> = new Set(['RCPT TO', 'DATA'])

/** Reads an error of the SMTP client, or of anything else that prevented a delivery. */
export function readSmtpError(error: unknown): SmtpFailure {
  if (error instanceof UnsupportedAddressError)
    return {
      description:
        'The mail server can’t send to this address: the part before the @ has accented or other non-English letters (SMTPUTF8).',
      isPermanent: true,
    }
  const { code, responseCode, response, command } = (error ?? {}) as Record<string, unknown>
  if (typeof responseCode !== 'number') {
    const reason = typeof code === 'string' && /^[A-Z_]{2,30}$/.test(code) ? code : 'no answer'
    return { description: `The mail server could not be used (${reason}).`, isPermanent: false }
  }
  const rejected = code === 'EAUTH' ? 'the sign-in' : (REJECTED[String(command)] ?? 'the connection')
  return {
    description: `The mail server rejected ${rejected} (${replyCode(responseCode, response)}).`,
    isPermanent: responseCode >= 500 && responseCode < 600 && FINAL_COMMANDS.has(command),
  }
}

/** A reply code in parentheses as `readSmtpError` writes it, such as (550 5.1.1). Too short to hold card digits. */
export const REPLY_CODE = /\([45]\d\d(?: [45]\.[0-7]\.\d{1,2})?\)/

/** The reply code with the enhanced status code of RFC 3463, if the server gave one. */
function replyCode(code: number, response: unknown): string {
  const enhanced =
    typeof response === 'string' ? /^\d{3}[ -]([45]\.[0-7]\.\d{1,2})\b/.exec(response)?.[1] : null
  return enhanced ? `${code} ${enhanced}` : String(code)
}
