import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readThere } from './open-there.ts'

/** What a page of the WAL ends with and the next one goes on with, without the header between. */
export interface WalSeam {
  path: string
  /** Where in the file `bytes` begin. */
  base: number
  bytes: Buffer
  /** Where in `bytes` the next page goes on. */
  seam: number
}

/** XLOG_BLCKSZ, as PostgreSQL is built unless told otherwise. */
export const WAL_PAGE = 8192
/** MAXALIGNed sizes of XLogPageHeaderData and XLogLongPageHeaderData, and the bit of xlp_info that tells them apart. */
const SHORT_HEADER = 24
const LONG_HEADER = 40
const XLP_LONG_HEADER = 2
/** The high byte of XLOG_PAGE_MAGIC: every version's so far. */
const MAGIC = 0xd1

const SEGMENT = /^[0-9A-F]{24}$/

/**
 * Every border between two pages of the WAL that follow each other, also where the second is in another file: a record
 * goes on behind the next page's header (PostgreSQL's access/xlog_internal.h). Pages are told by the address that each
 * bears, since a used segment is given a later name and keeps what it held.
 * @param reach bytes on either side
 */
export function walSeams(folder: string, reach: number): WalSeam[] {
  const pages = readdirSync(folder)
    .filter((name) => SEGMENT.test(name))
    .flatMap((name) => pagesOf(join(folder, name), reach))
  const heads = new Map(pages.map(({ address, head }) => [address, head]))
  return pages.flatMap(({ path, end, address, tail }) => {
    const head = heads.get(address + BigInt(WAL_PAGE))
    return head ? [{ path, base: end - reach, bytes: Buffer.concat([tail, head]), seam: reach }] : []
  })
}

interface WalPage {
  path: string
  /** Where in its file it ends. */
  end: number
  /** Where in the whole WAL it begins: xlp_pageaddr. */
  address: bigint
  head: Buffer
  tail: Buffer
}

function pagesOf(path: string, reach: number): WalPage[] {
  const bytes = readThere(path)
  const pages: WalPage[] = []
  for (let start = 0; start + WAL_PAGE <= bytes.length; start += WAL_PAGE) {
    const address = bytes.readBigUInt64LE(start + 8)
    if (bytes[start + 1] !== MAGIC || address % BigInt(WAL_PAGE) !== 0n) continue
    const isLong = bytes.readUInt16LE(start + 2) & XLP_LONG_HEADER
    const from = start + (isLong ? LONG_HEADER : SHORT_HEADER)
    const end = start + WAL_PAGE
    // Copies: the segment itself, 16 MB, is not to be kept for them.
    const head = Buffer.from(bytes.subarray(from, from + reach))
    pages.push({ path, end, address, head, tail: Buffer.from(bytes.subarray(end - reach, end)) })
  }
  return pages
}
