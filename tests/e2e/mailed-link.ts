import { expect } from 'vitest'
import { allMails, headerOf } from '../traffic/mailbox.ts'

/** The link to the page of an invitation in the newest mail of this kind to this address, once it is there. */
export async function mailedLink(
  mailbox: string | null | undefined,
  email: string,
  kind: 'invitation' | 'sign-up' = 'invitation',
): Promise<string> {
  let link = ''
  await expect
    .poll(
      async () => {
        const mail = (await allMails(mailbox ?? '')).find(
          (each) => headerOf(each, 'x-triclic-mail') === kind && each.raw.includes(email),
        )
        const text = mail?.raw.replace(/=\r?\n/g, '').replace(/=3D/g, '=') ?? ''
        return (link = /https?:\/\/[^\s"<]+\/invitation\?token=[\w-]{43}/.exec(text)?.[0] ?? '')
      },
      { timeout: 30_000 },
    )
    .not.toBe('')
  return link
}
