import { setTimeout as pause } from 'node:timers/promises'
import type { Mail, MailFiles } from '../../infra/local/mailbox/mail-files.ts'
import { headerOf } from '../traffic/mailbox.ts'

/** Every mail that was taken, newest first. */
export async function keptMails(mails: MailFiles): Promise<Mail[]> {
  const read = await Promise.all(mails.list().map(({ id }) => mails.read(id)))
  return read.filter((mail) => mail !== undefined)
}

/** The order's newest mail of this kind that `isIt`, once it was taken. @throws when it does not come */
export async function waitForKept(
  mails: MailFiles,
  code: string,
  kind: string,
  isIt: (mail: Mail) => boolean = () => true,
): Promise<Mail> {
  const until = Date.now() + 120_000
  for (;;) {
    const found = (await keptMails(mails)).find(
      (mail) =>
        headerOf(mail, 'x-triclic-order') === code && headerOf(mail, 'x-triclic-mail') === kind && isIt(mail),
    )
    if (found) return found
    if (Date.now() > until) throw new Error(`No ${kind} of ${code} was sent.`)
    await pause(200)
  }
}
