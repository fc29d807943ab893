import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import type { Scanner } from './scanner.ts'

const PIECE = 16 * 1024 * 1024

/**
 * Scans the memory of one of our processes, as a core dump would contain it.
 * @returns why it could not be scanned, or null: only Linux offers it, and only to the same user
 */
export function scanMemory(scanner: Scanner, pid: number, place: string): string | null {
  if (process.platform !== 'linux')
    return `${process.platform} does not offer the memory of a process as a file`
  let file: number
  try {
    file = openSync(`/proc/${pid}/mem`, 'r')
  } catch (error) {
    return `the memory of ${place} cannot be opened (${(error as NodeJS.ErrnoException).code})`
  }
  for (const [start, end] of readableRanges(pid))
    for (let at = start; at < end; at += PIECE) {
      const piece = readMemory(file, at, Math.min(PIECE, end - at))
      if (piece) scanner.scanBytes(piece, place)
    }
  closeSync(file)
  return null
}

const PAGE = 4096
/** proc_pid_pagemap(5): the page is in memory, or swapped out. */
const IN_MEMORY_OR_SWAP = 0xc0

/** Ranges of anonymous and heap pages in use; mapped files are scanned as files. */
function readableRanges(pid: number): [start: number, end: number][] {
  const pagemap = openSync(`/proc/${pid}/pagemap`, 'r')
  const ranges = readFileSync(`/proc/${pid}/maps`, 'utf8')
    .split('\n')
    .filter((line) => /^\S+ rw/.test(line) && !/ \//.test(line) && !/\[v(var|dso|syscall)/.test(line))
    .flatMap((line) => {
      const [start = '', end = ''] = line.split(' ')[0]?.split('-') ?? []
      return usedPages(pagemap, Number.parseInt(start, 16), Number.parseInt(end, 16))
    })
  closeSync(pagemap)
  return ranges
}

function usedPages(pagemap: number, start: number, end: number): [start: number, end: number][] {
  const entries = Buffer.alloc(((end - start) / PAGE) * 8)
  readSync(pagemap, entries, 0, entries.length, (start / PAGE) * 8)
  const found: [number, number][] = []
  for (let at = start; at < end; at += PAGE) {
    if (((entries[((at - start) / PAGE) * 8 + 7] as number) & IN_MEMORY_OR_SWAP) === 0) continue
    const last = found.at(-1)
    if (last?.[1] === at) last[1] = at + PAGE
    else found.push([at, at + PAGE])
  }
  return found
}

function readMemory(file: number, at: number, length: number): Buffer | null {
  const bytes = Buffer.allocUnsafe(length)
  try {
    return bytes.subarray(0, readSync(file, bytes, 0, length, at))
  } catch {
    return null
  }
}
