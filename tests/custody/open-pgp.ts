import { simpleParser } from 'mailparser'
import type { Mail } from '../../infra/local/mailbox/mail-files.ts'
import type { TestGnupg } from '../../services/api/test/gnupg.ts'
import { keyCodeIn } from '../../services/api/test/key-code.ts'
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

export const CONFIRM_OPENPGP_KEY = graphql(`
  mutation ($code: String!) {
    confirmOpenPgpKey(code: $code) {
      userErrors {
        code
      }
    }
  }
`)

/** The code in a mail that is encrypted to a key of GnuPG. */
export const decryptKeyCode = (mail: Mail, gnupg: TestGnupg): string => keyCodeIn(decryptMail(mail, gnupg))

/**
 * Creates a key with GnuPG and sets it as the shop's: its fingerprint and the mailed code are confirmed as in the portal.
 * @param waitForKeyCodeMail waits for the mail with the code
 */
export async function setOpenPgpKey(
  merchant: Merchant,
  gnupg: TestGnupg,
  email: string,
  waitForKeyCodeMail: () => Promise<Mail>,
): Promise<void> {
  const { armored, fingerprint } = gnupg.makeKey('Curve25519', email)
  const { userErrors } = (await merchant.request(SET_OPENPGP_KEY, { armored, fingerprint })).setOpenPgpKey
  if (userErrors.length > 0) throw new Error(`The OpenPGP key was refused: ${codesOf(userErrors)}`)
  const code = decryptKeyCode(await waitForKeyCodeMail(), gnupg)
  const { confirmOpenPgpKey } = await merchant.request(CONFIRM_OPENPGP_KEY, { code })
  if (confirmOpenPgpKey.userErrors.length > 0)
    throw new Error(`The code was refused: ${codesOf(confirmOpenPgpKey.userErrors)}`)
}

export const isEncrypted = (mail: Mail): boolean =>
  headerOf(mail, 'content-type')?.startsWith('multipart/encrypted') ?? false

const MESSAGE = /-----BEGIN PGP MESSAGE-----[^]*-----END PGP MESSAGE-----/

const decryptMail = (mail: Mail, gnupg: TestGnupg): string => gnupg.decrypt(MESSAGE.exec(mail.raw)?.[0] ?? '')

/** The mail as its merchant reads it: decrypted with GnuPG if it is encrypted. */
export async function readMail(mail: Mail, gnupg: TestGnupg): Promise<Mail> {
  if (!isEncrypted(mail)) return mail
  const inner = await simpleParser(decryptMail(mail, gnupg))
  return { ...mail, text: inner.text ?? null }
}
