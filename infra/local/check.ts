import { onAskedToStop } from './ask-to-stop.ts'
import { check } from './check-steps.ts'
import { stopTools } from './run-tool.ts'

onAskedToStop(async () => {
  stopTools()
  process.exit(130)
})
const failed = await check((line) => void process.stdout.write(`${line}\n`))
process.exit(failed > 0 ? 1 : 0)
