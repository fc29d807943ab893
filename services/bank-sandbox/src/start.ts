import { buildApp } from './app.ts'
import { Bank, type BankOptions } from './bank.ts'

/** A running bank sandbox. */
export interface BankSandbox {
  /** Base URL without trailing slash. */
  url: string
  stop(): Promise<void>
}

/** Starts a bank sandbox in this process, by default on a free port. */
export async function startBankSandbox(
  options: BankOptions & { port?: number; host?: string } = {},
): Promise<BankSandbox> {
  const { port = 0, host = '127.0.0.1' } = options
  const app = buildApp(new Bank(options))
  const url = await app.listen({ port, host })
  return { url, stop: () => app.close() }
}
