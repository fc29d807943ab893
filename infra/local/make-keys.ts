import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './places.ts'
import { runTool } from './run-tool.ts'
import { Sentence } from './sentence.ts'

export interface Keys {
  kept: string
  fragmentPublic: string
  fragmentPrivate: string
  /** No new day's keys from then on. */
  stop: () => void
}

const everyHourMs = 3_600_000

/** Makes the day's keys in `folder`, now and again every hour; old ones are destroyed by the same tool. */
export async function makeKeys(folder: string, say: (line: string) => void): Promise<Keys> {
  const kept = join(folder, 'kept')
  const fragmentPublic = join(folder, 'fragment-public')
  const fragmentPrivate = join(folder, 'fragment-private')
  for (const place of [kept, fragmentPublic, fragmentPrivate])
    mkdirSync(place, { recursive: true, mode: 0o700 })
  const env = {
    KEPT_KEYS_DIR: kept,
    FRAGMENT_PUBLIC_KEYS_DIR: fragmentPublic,
    FRAGMENT_PRIVATE_KEYS_DIR: fragmentPrivate,
  }
  const make = () =>
    runTool(process.execPath, [join(root, 'services/api/dist/src/bin/make-keys.js')], { env, alone: true })
  const { code, output } = await make()
  if (code !== 0) throw new Sentence(`${output.trim()}\n\nThe day's keys could not be made in ${folder}.`)
  const makeAgain = async () => {
    const again = await make()
    if (again.code !== 0) say(`The day's keys could not be made: ${again.output.trim()}`)
  }
  const timer = setInterval(() => void makeAgain().catch((error: unknown) => say(String(error))), everyHourMs)
  timer.unref()
  return { kept, fragmentPublic, fragmentPrivate, stop: () => clearInterval(timer) }
}
