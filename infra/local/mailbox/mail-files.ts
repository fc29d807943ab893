import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'

export interface MailSummary {
  id: string
  /** ISO 8601, UTC. */
  receivedAt: string
  from: string
  /** The recipients of the SMTP envelope, which may differ from the To header. */
  to: string[]
  subject: string
}

export interface Mail extends MailSummary {
  /** In the order in which they occur in the mail; names in lower case, values unfolded. */
  headers: { name: string; value: string }[]
  text: string | null
  html: string | null
  /** The source of the mail, unchanged. */
  raw: string
}

/** Stores each mail as an `.eml` file and a `.json` file with its envelope, so that later runs find it again. */
export class MailFiles {
  readonly folder: string

  constructor(folder: string) {
    this.folder = folder
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  }

  async save(raw: Buffer, from: string, to: string[]): Promise<void> {
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

  removeAll(): void {
    for (const name of readdirSync(this.folder)) rmSync(join(this.folder, name), { force: true })
  }
}
