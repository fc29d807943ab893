import { z } from 'zod'

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const envSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535),
  HOST: z.string().min(1).default('127.0.0.1'),
  BANK_ACCOUNTS: z
    .string()
    .default('[]')
    .transform((text, ctx) => {
      const accounts = readJson(text)
      // The text holds keys: the parser's own message would quote it.
      if (!Array.isArray(accounts))
        ctx.addIssue({ code: 'custom', message: 'must be a JSON array of accounts' })
      return Array.isArray(accounts) ? (accounts as unknown[]) : []
    }),
  PAYBOX_KEY_FILE: z.string().min(1).optional(),
  BANK_RETRY_SECONDS: z
    .string()
    .regex(/^\d+(\.\d+)?(,\d+(\.\d+)?)*$/, 'must be seconds separated by commas')
    .optional()
    .transform((text) => text?.split(',').map(Number)),
})

/** What the process is told. Throws one sentence per variable that is missing or wrong, without its value. */
export function readEnv(variables: NodeJS.ProcessEnv) {
  const read = envSchema.safeParse(variables)
  if (!read.success) throw read.error
  const { PORT, HOST, BANK_ACCOUNTS, BANK_RETRY_SECONDS, PAYBOX_KEY_FILE } = read.data
  const retry = BANK_RETRY_SECONDS ? { retrySeconds: BANK_RETRY_SECONDS } : {}
  return { port: PORT, host: HOST, accounts: BANK_ACCOUNTS, payboxKeyFile: PAYBOX_KEY_FILE, ...retry }
}
