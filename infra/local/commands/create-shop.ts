/** `npm run create-shop -- <folder> [--template sveltekit|html] [--shop <slug>]`: creates the website of a demo shop of the running product, and lets it sell. */
import { join } from 'node:path'
import { root } from '../paths.ts'
import { runTool } from '../process/run-tool.ts'
import { createShopArguments } from '../product/create-shop-arguments.ts'
import { readRun, runAgainstProduct } from '../product/run-file.ts'
import { failWith } from '../user-facing-error.ts'

const command = join(root, 'packages/create-triclic-shop/src/bin.js')

/** Where the command was typed. */
const cwd = process.env['INIT_CWD'] ?? root

try {
  const { create, allow } = createShopArguments(readRun(), process.argv.slice(2), cwd)
  const { code } = await runTool(process.execPath, [command, ...create], { cwd, inherit: true })
  if (code === 0) await runAgainstProduct('shop', allow)
  else process.exitCode = code
} catch (error) {
  failWith(error)
}
