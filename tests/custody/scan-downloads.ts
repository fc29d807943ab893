import { inflateSync } from 'node:zlib'
import { readZip } from '../../services/api/test/read-zip.ts'
import type { Scanner } from './scanner.ts'
import type { Scenario } from './scenario.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Scans what a member of each shop can download of its orders: the list, the tax totals, and the archive of invoices, with what is compressed inside
 * each PDF, and what webhooks sent. The glyphs of a PDF are no text: its structured XML says the same.
 * @returns how many rows of orders, how many invoices and credit notes, and how many webhooks
 */
export async function scanDownloads(
  found: Scanner,
  { run, merchants, webhookBodies }: Scenario,
): Promise<{ orders: number; invoices: number; webhooks: number }> {
  const counts = { orders: 0, invoices: 0, webhooks: webhookBodies.length }
  for (const body of webhookBodies) found.scanBytes(Buffer.from(body), 'webhook')
  const [since, until] = [-DAY_MS, DAY_MS].map((ms) => new Date(Date.now() + ms).toISOString().slice(0, 10))
  for (const [slug, { token }] of merchants) {
    const download = async (path: string): Promise<Buffer> => {
      const headers = { authorization: `Bearer ${token}`, 'x-shop': slug }
      const response = await fetch(`${run.api}/merchant/exports/${path}`, { headers })
      if (!response.ok) throw new Error(`${path} of ${slug} was answered with ${response.status}.`)
      const file = Buffer.from(await response.arrayBuffer())
      found.scanBytes(file, `${path} of ${slug}`)
      return file
    }
    counts.orders += (await download('orders')).toString().trimEnd().split('\n').length - 1
    await download(`tax-totals?since=${since}&until=${until}`)
    const archive = await readZip(await download(`invoices?since=${since}&until=${until}`))
    for (const [name, content] of archive) {
      found.scanBytes(content, `${name} of ${slug}`)
      if (!name.endsWith('.pdf')) continue
      counts.invoices += 1
      for (const stream of streamsOf(content)) found.scanBytes(stream, `inside ${name} of ${slug}`)
    }
  }
  return counts
}

/** What is compressed in a PDF. @throws if the XML of the invoice is not among it */
function streamsOf(pdf: Buffer): Buffer[] {
  const streams = pdf
    .toString('latin1')
    .split('stream\n')
    .flatMap((part) => inflated(Buffer.from(part.split('\nendstream')[0] ?? '', 'latin1')))
  if (!streams.some((stream) => stream.includes('CrossIndustryInvoice'))) throw new Error('A PDF has no XML.')
  return streams
}

function inflated(bytes: Buffer): Buffer[] {
  try {
    return [inflateSync(bytes)]
  } catch {
    return []
  }
}
