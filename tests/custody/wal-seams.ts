import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readIfExists } from './read-if-exists.ts'

/** The end of a WAL page and the start of the next one, without the page header between them. */
export interface WalSeam {
  path: string
  /** The offset of `bytes` in the file. */
  base: number
  bytes: Buffer
  /** The offset in `bytes` at which the next page starts. */
  seam: number
}

/** XLOG_BLCKSZ in a default build of PostgreSQL. */
export const WAL_PAGE = 8192
/** MAXALIGNed sizes of XLogPageHeaderData and XLogLongPageHeaderData, and the bit of xlp_info that distinguishes them. */
const SHORT_HEADER = 24
const LONG_HEADER = 40
const XLP_LONG_HEADER = 2
/** The high byte of XLOG_PAGE_MAGIC in every version so far. */
const MAGIC = 0xd1

const SEGMENT = /^[0-9A-F]{24}$/

/**
 * Every border between consecutive WAL pages, including those in different files: a record continues after the header of
 * the next page (PostgreSQL's access/xlog_internal.h). Pages are matched by the address in their header, because a
 * recycled segment has a new name and its old content.
 * @param reach bytes on either side of the border
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
  /** The offset of its end in the file. */
  end: number
  /** Its position in the whole WAL: xlp_pageaddr. */
  address: bigint
  head: Buffer
  tail: Buffer
}

function pagesOf(path: string, reach: number): WalPage[] {
  const bytes = readIfExists(path)
  const pages: WalPage[] = []
  for (let start = 0; start + WAL_PAGE <= bytes.length; start += WAL_PAGE) {
    const address = bytes.readBigUInt64LE(start + 8)
    if (bytes[start + 1] !== MAGIC || address % BigInt(WAL_PAGE) !== 0n) continue
    const isLong = bytes.readUInt16LE(start + 2) & XLP_LONG_HEADER
    const from = start + (isLong ? LONG_HEADER : SHORT_HEADER)
    const end = start + WAL_PAGE
    // Copied, so that the segment of 16 MB can be freed.
    const head = Buffer.from(bytes.subarray(from, from + reach))
    pages.push({ path, end, address, head, tail: Buffer.from(bytes.subarray(end - reach, end)) })
  }
  return pages
}
