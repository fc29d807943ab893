/** `npm run erase`: erases what is due in the running product, and prints how much; never a digit. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './places.ts'
import { eraseFile } from './run-files.ts'
import { runTool } from './run-tool.ts'
import { failWith, Sentence } from './sentence.ts'

try {
  if (!existsSync(eraseFile)) throw new Sentence('Nothing runs here to erase in: run npm start first.')
  const env = JSON.parse(readFileSync(eraseFile, 'utf8')) as Record<string, string>
  const erase = join(root, 'services/api/dist/src/bin/erase.js')
  const { code } = await runTool(process.execPath, [erase], { env, show: true })
  process.exitCode = code
} catch (error) {
  failWith(error)
}
