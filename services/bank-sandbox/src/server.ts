import { z } from 'zod'
import { readEnv } from './env.ts'
import { persistPayboxKey } from './protocols/paybox-keys.ts'
import { startBankSandbox } from './start.ts'

try {
  const { payboxKeyFile, ...options } = readEnv(process.env)
  if (payboxKeyFile) persistPayboxKey(payboxKeyFile)
  const bank = await startBankSandbox(options)
  process.stdout.write(`${JSON.stringify({ level: 'info', msg: 'ready', url: bank.url })}\n`)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void bank.stop().then(() => process.exit(0)))
  }
} catch (error) {
  const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error)
  process.stderr.write(`Bank sandbox failed to start: ${reason}\n`)
  process.exitCode = 1
}
