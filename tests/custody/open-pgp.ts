import { simpleParser } from 'mailparser'
import type { Mail } from '../../infra/local/mailbox/mail-files.ts'
import type { TestGnupg } from '../../services/api/test/gnupg.ts'
import { merchant as graphql } from '../graphql/documents.ts'
import { headerOf } from '../traffic/mailbox.ts'
import type { Merchant } from '../traffic/merchant.ts'
import { codesOf } from '../traffic/place-sample-order.ts'

export const SET_OPENPGP_KEY = graphql(`
  mutation ($armored: String!, $fingerprint: String!) {
    setOpenPgpKey(armored: $armored, fingerprint: $fingerprint) {
      userErrors {
        code
      }
    }
  }
`)

/** Creates a key with GnuPG and sets it as the shop's, with its fingerprint confirmed as in the portal. */
export async function setOpenPgpKey(merchant: Merchant, gnupg: TestGnupg, email: string): Promise<void> {
  const { armored, fingerprint } = gnupg.makeKey('Curve25519', email)
  const { userErrors } = (await merchant.request(SET_OPENPGP_KEY, { armored, fingerprint })).setOpenPgpKey
  if (userErrors.length > 0) throw new Error(`The OpenPGP key was refused: ${codesOf(userErrors)}`)
}

export const isEncrypted = (mail: Mail): boolean =>
  headerOf(mail, 'content-type')?.startsWith('multipart/encrypted') ?? false

const MESSAGE = /-----BEGIN PGP MESSAGE-----[^]*-----END PGP MESSAGE-----/

/** The mail as its merchant reads it: decrypted with GnuPG if it is encrypted. */
export async function readMail(mail: Mail, gnupg: TestGnupg): Promise<Mail> {
  if (!isEncrypted(mail)) return mail
  const inner = await simpleParser(gnupg.decrypt(MESSAGE.exec(mail.raw)?.[0] ?? ''))
  return { ...mail, text: inner.text ?? null }
}
