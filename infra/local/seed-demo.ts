import { join } from 'node:path'
import { root } from './places.ts'
import { runTool } from './run-tool.ts'
import type { Demo } from './run-file.ts'
import { Sentence } from './sentence.ts'

/** The demo shops and members, made at the first start and found again by every other. */
export async function seedDemo(env: Record<string, string>, say: (line: string) => void): Promise<Demo> {
  say('seeding the demo shops')
  const script = join(root, 'services/api/dist/seed/seed.js')
  const { code, output, stdout } = await runTool(process.execPath, [script, '--demo'], { env, alone: true })
  if (code !== 0)
    throw new Sentence(`${output.trim()}\n\nThe demo shops could not be made; the reason is above.`)
  return JSON.parse(stdout) as Demo
}
