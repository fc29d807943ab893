import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeFileDurably } from './write-file-durably.ts'

/** How far the WAL in the backup reaches. */
export interface Position {
  /** UTC, ISO 8601: every moment before can be restored. */
  recoverableTo: string
}

const fileOf = (folder: string): string => join(folder, 'position.json')

/** Null while no WAL is archived. */
export async function readPosition(folder: string): Promise<Position | null> {
  const text = await readFile(fileOf(folder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return text === null ? null : (JSON.parse(text) as Position)
}

export const writePosition = (folder: string, position: Position): Promise<void> =>
  writeFileDurably(fileOf(folder), `${JSON.stringify(position)}\n`)
