import { extname } from 'node:path'
import { Piscina } from 'piscina'
import { Turns } from '../platform/turns.ts'
import type { IssuedDocument } from './factur-x/write-factur-x.ts'

/** PDFs that wait for their turn in one api process, of one shop. A page takes a tenth of a second. */
const MAX_WAITING_OF_SHOP = 20
const MAX_WAIT_MS = 60_000
const IDLE_MS = 60_000

/** The shop's own, so that the export of one does not delay the invoice of another by more than one document. */
const ofShop = new Turns({ atOnce: 1, maxWaiting: MAX_WAITING_OF_SHOP, maxWaitMs: MAX_WAIT_MS })

let threads: Piscina | undefined

/**
 * The PDF of a document, made on a thread of its own, because drawing only computes. Why it is not stored: docs/decisions/0079.
 * @throws SERVICE_UNAVAILABLE when too many documents of the shop are waiting
 */
export function renderInvoice(shopId: string, document: IssuedDocument): Promise<Buffer> {
  threads ??= new Piscina({
    filename: new URL(`./pdf/render-invoice-pdf${extname(import.meta.url)}`, import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
  })
  const pool = threads
  return ofShop.run(shopId, async () => Buffer.from((await pool.run(document)) as Uint8Array))
}
