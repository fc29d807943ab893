import { v7 } from 'uuid'
import type { InTransaction, MerchantContext } from '../../../app/context.ts'
import { MailKind } from '../../../mail/mail.type.ts'
import { renderHtml } from '../../../mail/render-html.ts'
import { renderText } from '../../../mail/render-text.ts'
import { writeMails } from '../../../mail/write-mail.ts'
import { encryptToKey } from '../../../platform/crypto/openpgp.ts'
import { writeInnerPart } from '../../../platform/crypto/pgp-mime.ts'
import { keyCodeMail } from '../../mails/key-code.ts'
import { CODE_LIFETIME_MS, hashKeyCode, newKeyCode } from './key-code.ts'

/**
 * Stores a key as the shop's unconfirmed one and mails a new code, encrypted to it, to the address that receives the digits.
 * The code itself is stored nowhere. Replaces an earlier unconfirmed key and its code.
 */
export async function sendKeyCode(
  tx: InTransaction<MerchantContext>,
  { armored, fingerprint }: { armored: string; fingerprint: string },
): Promise<void> {
  const now = new Date()
  const code = newKeyCode()
  const codeId = v7()
  const mail = keyCodeMail({ shop: tx.shop, portalUrl: tx.app.env.portalUrl }, { code, fingerprint })
  const inner = { subject: mail.subject, text: renderText(mail), html: renderHtml(mail) }
  const encrypted = await encryptToKey(armored, await writeInnerPart(inner), now)
  // The address is read here: the cached shop may be older than another member's change.
  const [stored] = await tx.em.execute<{ recipient: string }[]>(
    `insert into unconfirmed_openpgp_key
       (shop_id, armored, fingerprint, recipient, code_id, code_hash, encrypted_mail, expires_at)
     select id, ?, ?, fragment_to, ?, decode(?, 'hex'), ?, ?::timestamptz from shop where id = ?
     on conflict (shop_id) do update set armored = excluded.armored, fingerprint = excluded.fingerprint,
       recipient = excluded.recipient, code_id = excluded.code_id, code_hash = excluded.code_hash,
       encrypted_mail = excluded.encrypted_mail, expires_at = excluded.expires_at, tries = 0
     returning recipient`,
    [
      armored,
      fingerprint,
      codeId,
      hashKeyCode(code).toString('hex'),
      encrypted,
      new Date(now.getTime() + CODE_LIFETIME_MS).toISOString(),
      tx.shop.id,
    ],
  )
  if (!stored) throw new Error('The shop no longer exists.')
  const { recipient } = stored
  const details = { codeId, openPgpFingerprint: fingerprint }
  await writeMails(tx, [{ orderId: null, kind: MailKind.OPENPGP_KEY_CODE, recipient, details }])
}
