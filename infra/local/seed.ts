/** `npm run seed -- --shop <slug> --products <n>`: into the running product; prints `{slug, key}` and nothing else. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './places.ts'
import { seedFile } from './run-files.ts'
import { runTool } from './run-tool.ts'
import { failWith, Sentence } from './sentence.ts'

try {
  if (!existsSync(seedFile)) throw new Sentence('Nothing runs here to be seeded: run npm start first.')
  const env = JSON.parse(readFileSync(seedFile, 'utf8')) as Record<string, string>
  const seed = join(root, 'services/api/dist/seed/seed.js')
  const { code } = await runTool(process.execPath, [seed, ...process.argv.slice(2)], { env, show: true })
  process.exitCode = code
} catch (error) {
  failWith(error)
}
