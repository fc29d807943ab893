// Loaded on first use, so that the library takes memory only in a process that encrypts mail.
const library = async () => (await import('nodemailer/lib/mime-node')).default

/** The text and HTML bodies of a mail, whose lines must reach the reader unchanged. */
export interface Alternatives {
  subject: string
  text: string
  html: string
}

/**
 * Writes the part of a mail that gets encrypted: both bodies with the real subject, which mail programs show instead of the
 * outer one (protected headers, draft-autocrypt-lamps-protected-headers).
 */
export async function writeInnerPart({ subject, text, html }: Alternatives): Promise<Buffer> {
  const MimeNode = await library()
  // A root node would get a Date and a Message-ID of its own; a child does not.
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

/** Writes a PGP/MIME mail (RFC 3156, section 4) with this armored message as its content. */
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
