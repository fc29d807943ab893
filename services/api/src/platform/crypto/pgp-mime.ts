// Loaded when first needed: only an api that encrypts a mail pays for the library's memory.
const library = async () => (await import('nodemailer/lib/mime-node')).default

/** Text and HTML of a mail, written so that they decode to the very lines that were given. */
export interface Alternatives {
  subject: string
  text: string
  html: string
}

/**
 * The part of a mail that is encrypted: its alternatives under their own subject, which mail programs then show instead of
 * the outer one (protected headers, draft-autocrypt-lamps-protected-headers).
 */
export async function writeInnerPart({ subject, text, html }: Alternatives): Promise<Buffer> {
  const MimeNode = await library()
  // A child, so that no Date and no Message-ID is made up for it.
  const part = new MimeNode('multipart/mixed').createChild('multipart/alternative; protected-headers="v1"', {
    newline: 'win',
  })
  part.setHeader('Subject', subject)
  for (const [type, content] of [
    ['text/plain', text],
    ['text/html', html],
  ] as const)
    part
      .createChild(`${type}; charset=utf-8`)
      .setHeader('Content-Transfer-Encoding', 'quoted-printable')
      .setContent(content)
  return part.build()
}

/** A PGP/MIME mail (RFC 3156, section 4) around an armored message. */
export async function writeEncryptedMail(
  headers: Record<string, string | { name: string; address: string }>,
  armored: string,
): Promise<Buffer> {
  const MimeNode = await library()
  const mail = new MimeNode('multipart/encrypted; protocol="application/pgp-encrypted"')
  mail.setHeader(headers)
  mail
    .createChild('application/pgp-encrypted')
    .setHeader('Content-Description', 'PGP/MIME version identification')
    .setHeader('Content-Transfer-Encoding', '7bit')
    .setContent('Version: 1\r\n')
  mail
    .createChild('application/octet-stream', { filename: 'encrypted.asc' })
    .setHeader('Content-Description', 'OpenPGP encrypted message')
    .setHeader('Content-Disposition', 'inline')
    .setHeader('Content-Transfer-Encoding', '7bit')
    .setContent(armored)
  return mail.build()
}
