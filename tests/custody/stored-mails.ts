import { setTimeout as pause } from 'node:timers/promises'
import type { Mail, MailFiles } from '../../infra/local/mailbox/mail-files.ts'
import { headerOf } from '../traffic/mailbox.ts'
import type { CanaryNeedle } from './canaries.ts'

/** Every accepted mail, newest first. */
export async function storedMails(mails: MailFiles): Promise<Mail[]> {
  const read = await Promise.all(mails.list().map(({ id }) => mails.read(id)))
  return read.filter((mail) => mail !== undefined)
}

/**
 * Waits for a mail of this kind, of an order unless `code` is undefined, and returns the newest that matches.
 * @throws when none arrives in two minutes
 */
export async function waitForStored(
  mails: MailFiles,
  code: string | undefined,
  kind: string,
  matches: (mail: Mail) => boolean = () => true,
): Promise<Mail> {
  const until = Date.now() + 120_000
  for (;;) {
    const found = (await storedMails(mails)).find(
      (mail) =>
        (code === undefined || headerOf(mail, 'x-triclic-order') === code) &&
        headerOf(mail, 'x-triclic-mail') === kind &&
        matches(mail),
    )
    if (found) return found
    if (Date.now() > until) throw new Error(`No ${kind} mail${code ? ` of order ${code}` : ''} was sent.`)
    await pause(200)
  }
}

/** The marked line of an English shop's card-fragment mail, as a mail or a process may hold it. */
export const markedLines = (lastSix: string, card: number): CanaryNeedle[] =>
  (['utf8', 'utf16le'] as const).map((encoding) => ({
    name: `marked line, ${encoding}`,
    bytes: Buffer.from(`digits: ${lastSix}`, encoding),
    card,
    part: 'FULL',
    entered: true,
    isolated: null,
  }))

/** The text of a mail without its own last six digits on the marked line; any other digits stay. */
export const withoutMarkedDigits = (text: string, lastSix: string | undefined): string =>
  lastSix ? text.replaceAll(new RegExp(`((?:chiffres : |digits: ))${lastSix}(?!\\d)`, 'g'), '$1') : text
