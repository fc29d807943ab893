import { simpleParser } from 'mailparser'
import type { TestGnupg } from '../../services/api/src/testing/test-gnupg.ts'
import type { Mail } from '../../infra/local/mailbox/mail-files.ts'
import { headerOf } from '../traffic/mailbox.ts'
import { codesOf } from '../traffic/order-something.ts'
import type { Merchant } from '../traffic/merchant.ts'
import type { UserError } from '../traffic/visitor.ts'

const SET_KEY = `mutation ($armored: String!, $fingerprint: String!) {
  setOpenPgpKey(armored: $armored, fingerprint: $fingerprint) { userErrors { code } } }`

/** Gives the shop a key of GnuPG's, as its owner does in the portal, who confirms the fingerprint that GnuPG told. */
export async function giveOpenPgpKey(merchant: Merchant, gnupg: TestGnupg, email: string): Promise<void> {
  const key = gnupg.makeKey('Curve25519', email)
  const { setOpenPgpKey } = await merchant.request<{ setOpenPgpKey: { userErrors: UserError[] } }>(
    SET_KEY,
    key,
  )
  if (setOpenPgpKey.userErrors.length > 0)
    throw new Error(`The key was refused: ${codesOf(setOpenPgpKey.userErrors)}`)
}

export const isEncrypted = (mail: Mail): boolean =>
  headerOf(mail, 'content-type')?.startsWith('multipart/encrypted') ?? false

const MESSAGE = /-----BEGIN PGP MESSAGE-----[^]*-----END PGP MESSAGE-----/

/** The mail as its merchant reads it: an encrypted one with the text that GnuPG finds in it. */
export async function readMail(mail: Mail, gnupg: TestGnupg): Promise<Mail> {
  if (!isEncrypted(mail)) return mail
  const inner = await simpleParser(gnupg.decrypt(MESSAGE.exec(mail.raw)?.[0] ?? ''))
  return { ...mail, text: inner.text ?? null }
}
