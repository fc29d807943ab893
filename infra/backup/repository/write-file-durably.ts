import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Writes a file that appears whole or not at all. */
export async function writeFileDurably(file: string, content: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(`${file}.partial`, content, { mode: 0o600, flush: true })
  await rename(`${file}.partial`, file)
}
