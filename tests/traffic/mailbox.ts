import { setTimeout as pause } from 'node:timers/promises'
import type { Mail, MailSummary } from '../../infra/local/mailbox/mail-files.ts'

export type { Mail }

/** Mails never change, so each is fetched once. */
const fetched = new Map<string, Promise<Mail>>()

/** All mails in the mailbox, newest first. @param mailbox its base URL, as in run.json */
export async function allMails(mailbox: string): Promise<Mail[]> {
  const list = (await (await fetch(`${mailbox}/api/mails`)).json()) as MailSummary[]
  return Promise.all(list.map(({ id }) => readMail(`${mailbox}/api/mails/${id}`)))
}

function readMail(url: string): Promise<Mail> {
  const known = fetched.get(url)
  if (known) return known
  const mail = fetch(url).then(async (response) => (await response.json()) as Mail)
  fetched.set(url, mail)
  mail.catch(() => fetched.delete(url))
  return mail
}

/** The mails of one order, newest first. */
export const mailsOf = async (mailbox: string, code: string): Promise<Mail[]> =>
  (await allMails(mailbox)).filter((mail) => headerOf(mail, 'x-triclic-order') === code)

/** Waits for a mail of an order and returns the newest. @param kind as in X-Triclic-Mail @throws after `seconds` without one */
export async function waitForMail(mailbox: string, code: string, kind: string, seconds = 30): Promise<Mail> {
  const until = Date.now() + seconds * 1000
  for (;;) {
    const found = (await mailsOf(mailbox, code)).find((mail) => headerOf(mail, 'x-triclic-mail') === kind)
    if (found) return found
    if (Date.now() > until) throw new Error(`No ${kind} mail of order ${code} arrived within ${seconds} s.`)
    await pause(300)
  }
}

/** @param name in lower case */
export const headerOf = (mail: Mail, name: string): string | undefined =>
  mail.headers.find((header) => header.name === name)?.value

/** The last six digits in a card-fragment mail, read from its marked line. @throws unless there is exactly one */
export function lastSixDigitsOf(mail: Mail): string {
  const lines = [...(mail.text ?? '').matchAll(/^(?:Six derniers chiffres : |Last six digits: )(\d{6})$/gm)]
  const [line] = lines
  if (!line?.[1] || lines.length > 1) throw new Error(`Mail ${mail.id} has ${lines.length} marked lines.`)
  return line[1]
}

/** Order code and single-use token from the fragment of the link in a card-request mail, as payByCard takes them. */
export function orderFromCardRequest(mail: Mail): { code: string; token: string } {
  const link = /\S+#([A-Z0-9-]+)\.([\w-]+)/.exec(mail.text ?? '')
  if (!link?.[1] || !link[2]) throw new Error(`Mail ${mail.id} has no card-request link.`)
  return { code: link[1], token: link[2] }
}
