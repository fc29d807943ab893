import { z } from 'zod'

function parseJson(text: string): unknown {
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
      const accounts = parseJson(text)
      // The parser's own error message would quote the value, which contains keys.
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

/**
 * Reads the settings of the process from its environment variables.
 *
 * @throws ZodError with the name of each missing or invalid variable, without its value
 */
export function readEnv(variables: NodeJS.ProcessEnv) {
  const { PORT, HOST, BANK_ACCOUNTS, BANK_RETRY_SECONDS, PAYBOX_KEY_FILE } = envSchema.parse(variables)
  const retry = BANK_RETRY_SECONDS ? { retrySeconds: BANK_RETRY_SECONDS } : {}
  return { port: PORT, host: HOST, accounts: BANK_ACCOUNTS, payboxKeyFile: PAYBOX_KEY_FILE, ...retry }
}
