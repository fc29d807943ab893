/** `npm run check`: format, types, lint, GraphQL documents, import rules and generated files. */
import { onShutdown } from '../process/on-shutdown.ts'
import { stopTools } from '../process/run-tool.ts'
import { check } from '../tools/check.ts'

onShutdown(async () => {
  stopTools()
  process.exit(130)
})
const failed = await check((line) => void process.stdout.write(`${line}\n`))
process.exit(failed > 0 ? 1 : 0)
