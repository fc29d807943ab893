/** `npm run backup -- keypair <file> | now | follow | verify [--identity <file>]`: backs up the running product. */
import { runTool } from '../process/run-tool.ts'
import { programPath } from '../product/programs.ts'
import { runAgainstProduct } from '../product/run-file.ts'

const args = process.argv.slice(2)
const needsProduct = ['now', 'follow'].includes(args[0] ?? '')
if (needsProduct) await runAgainstProduct('backup', args)
else
  process.exitCode = (
    await runTool(process.execPath, [programPath('backup'), ...args], { inherit: true })
  ).code
