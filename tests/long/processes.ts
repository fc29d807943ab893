import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A process and all that it started. Empty when there is none, or where the system does not tell. */
function familyOf(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean)
    return [pid, ...children.flatMap((child) => familyOf(Number(child)))]
  } catch {
    return []
  }
}

const megabytesIn = (pid: number, name: string): number => {
  try {
    const [, kilobytes] =
      new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Number(kilobytes ?? 0) / 1024
  } catch {
    return 0
  }
}

/** Memory of a process and its children in MB that belongs to no file and is not shared: of PostgreSQL, that of its connections. */
export const ownMegabytes = (pid: number): number =>
  familyOf(pid).reduce((sum, one) => sum + megabytesIn(one, 'RssAnon'), 0)

/** Files and sockets that a process and its children have open. */
export const descriptorsOf = (pid: number): number =>
  familyOf(pid).reduce((sum, one) => {
    try {
      return sum + readdirSync(`/proc/${one}/fd`).length
    } catch {
      return sum
    }
  }, 0)

/** The size of all files below a folder in MB; files that vanish meanwhile count nothing. */
export function megabytesBelow(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  const bytes = files.map((file) => {
    try {
      return file.isFile() ? statSync(join(file.parentPath, file.name)).size : 0
    } catch {
      return 0
    }
  })
  return bytes.reduce((sum, size) => sum + size, 0) / 1e6
}
