import { expect } from 'vitest'
import type { Mail, MailSummary } from '../../infra/local/mail-files.ts'

/** The order's mail of this kind, once the mailbox holds it. */
export async function waitForMail(mailbox: string, code: string, kind: string): Promise<Mail> {
  let found: Mail | undefined
  const look = async () => {
    found = (await mailsOf(mailbox, code)).find((mail) => headerOf(mail, 'x-triclic-mail') === kind)
    return found !== undefined
  }
  await expect.poll(look, { timeout: 30_000, interval: 300 }).toBe(true)
  return found as Mail
}

/** Every mail of the order that the mailbox holds, newest first. */
export async function mailsOf(mailbox: string, code: string): Promise<Mail[]> {
  const list = (await (await fetch(`${mailbox}/api/mails`)).json()) as MailSummary[]
  const mails = await Promise.all(
    list.map(async ({ id }) => (await (await fetch(`${mailbox}/api/mails/${id}`)).json()) as Mail),
  )
  return mails.filter((mail) => headerOf(mail, 'x-triclic-order') === code)
}

export const headerOf = (mail: Mail, name: string): string | undefined =>
  mail.headers.find((header) => header.name === name)?.value
