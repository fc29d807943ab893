import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'

export interface MailSummary {
  id: string
  /** ISO 8601, UTC. */
  receivedAt: string
  from: string
  /** Of the envelope: who it went to, whatever its headers say. */
  to: string[]
  subject: string
}

export interface Mail extends MailSummary {
  /** Names in lower case, values as they came, unfolded; in the order of the mail. */
  headers: { name: string; value: string }[]
  text: string | null
  html: string | null
  /** The whole mail as it came. */
  raw: string
}

/** Mails as files, one `.eml` each beside its envelope; what an earlier run took is found again. */
export class MailFiles {
  readonly folder: string

  constructor(folder: string) {
    this.folder = folder
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  }

  async keep(raw: Buffer, from: string, to: string[]): Promise<void> {
    const receivedAt = new Date().toISOString()
    const id = `${receivedAt.replaceAll(/\D/g, '')}-${randomBytes(4).toString('hex')}`
    const { subject = '' } = await simpleParser(raw)
    const summary: MailSummary = { id, receivedAt, from, to, subject }
    writeFileSync(join(this.folder, `${id}.eml`), raw, { mode: 0o600 })
    const envelope = join(this.folder, `${id}.json`)
    writeFileSync(`${envelope}.part`, JSON.stringify(summary), { mode: 0o600 })
    renameSync(`${envelope}.part`, envelope)
  }

  /** Newest first. */
  list(): MailSummary[] {
    return readdirSync(this.folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .reverse()
      .map((name) => JSON.parse(readFileSync(join(this.folder, name), 'utf8')) as MailSummary)
  }

  async read(id: string): Promise<Mail | undefined> {
    const envelope = join(this.folder, `${id}.json`)
    if (!/^\d+-[0-9a-f]{8}$/.test(id) || !existsSync(envelope)) return undefined
    const summary = JSON.parse(readFileSync(envelope, 'utf8')) as MailSummary
    const raw = readFileSync(join(this.folder, `${id}.eml`))
    const mail = await simpleParser(raw, { skipImageLinks: true, skipTextToHtml: true })
    const headers = mail.headerLines.map(({ key, line }) => ({
      name: key,
      value: line
        .slice(line.indexOf(':') + 1)
        .replaceAll(/\r?\n[ \t]+/g, ' ')
        .trim(),
    }))
    return {
      ...summary,
      headers,
      text: mail.text ?? null,
      html: mail.html || null,
      raw: raw.toString('utf8'),
    }
  }

  /** Removes every mail. */
  empty(): void {
    for (const name of readdirSync(this.folder)) rmSync(join(this.folder, name), { force: true })
  }
}
