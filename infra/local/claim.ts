import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Sentence } from './sentence.ts'
import { commandLine } from './stop-stale.ts'

/** One product per data folder: two servers on one set of files would ruin them. Gives what releases the claim. */
export async function claim(data: string): Promise<() => void> {
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const file = join(data, 'start.pid')
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10)
    if (pid && /infra\/local\/(start|dev)\.ts/.test(commandLine(pid).replaceAll('\\', '/'))) {
      throw new Sentence(`Triclic runs here already (process ${pid}): stop that one first.`)
    }
    rmSync(file, { force: true })
  }
}
