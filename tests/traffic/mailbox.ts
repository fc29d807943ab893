import { setTimeout as pause } from 'node:timers/promises'
import type { Mail, MailSummary } from '../../infra/local/mailbox/mail-files.ts'

export type { Mail }

/** Mails never change: each is read once. */
const read = new Map<string, Promise<Mail>>()

/** Every mail that the mailbox holds, newest first. @param mailbox its base URL, as in run.json */
export async function allMails(mailbox: string): Promise<Mail[]> {
  const list = (await (await fetch(`${mailbox}/api/mails`)).json()) as MailSummary[]
  return Promise.all(list.map(({ id }) => readMail(`${mailbox}/api/mails/${id}`)))
}

function readMail(url: string): Promise<Mail> {
  const known = read.get(url)
  if (known) return known
  const mail = fetch(url).then(async (response) => (await response.json()) as Mail)
  read.set(url, mail)
  mail.catch(() => read.delete(url))
  return mail
}

/** Those of one order, newest first. */
export const mailsOf = async (mailbox: string, code: string): Promise<Mail[]> =>
  (await allMails(mailbox)).filter((mail) => headerOf(mail, 'x-triclic-order') === code)

/** The order's newest mail of this kind (as in X-Triclic-Mail), once the mailbox holds it. @throws when it does not come */
export async function waitForMail(mailbox: string, code: string, kind: string, seconds = 30): Promise<Mail> {
  const until = Date.now() + seconds * 1000
  for (;;) {
    const found = (await mailsOf(mailbox, code)).find((mail) => headerOf(mail, 'x-triclic-mail') === kind)
    if (found) return found
    if (Date.now() > until) throw new Error(`No ${kind} of ${code} came within ${seconds} s.`)
    await pause(300)
  }
}

/** @param name in lower case */
export const headerOf = (mail: Mail, name: string): string | undefined =>
  mail.headers.find((header) => header.name === name)?.value

/** The six digits of a card-fragment mail, from its one marked line. @throws when there is not exactly one */
export function fragmentOf(mail: Mail): string {
  const lines = [...(mail.text ?? '').matchAll(/^(?:Six derniers chiffres : |Last six digits: )(\d{6})$/gm)]
  const [line] = lines
  if (!line?.[1] || lines.length > 1) throw new Error(`${lines.length} marked lines in mail ${mail.id}.`)
  return line[1]
}

/** What a card-request mail's link carries behind its #: what payByCard takes as the order's code and token. */
export function requestedOrderOf(mail: Mail): { code: string; token: string } {
  const link = /\S+#([A-Z0-9-]+)\.([\w-]+)/.exec(mail.text ?? '')
  if (!link?.[1] || !link[2]) throw new Error(`No link in mail ${mail.id}.`)
  return { code: link[1], token: link[2] }
}
