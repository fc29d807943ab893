import { join } from 'node:path'
import { root } from '../../infra/local/paths.ts'
import { startServer } from '../../infra/local/process/start-server.ts'
import { programs } from '../../infra/local/product/programs.ts'
import type { Demo } from '../../infra/local/product/run-file.ts'

const PORT = '4460'

/** The bank sandbox, which runs beside the containers: it is no part of the product. */
export const BANK = `http://127.0.0.1:${PORT}`

export interface BankOptions {
  demo: Demo
  payboxKeyFile: string
  /** The certificate of Caddy, over whose TLS the bank notifies the API. */
  certificate: string
  logs: string
}

/** Returns a function that stops it. */
export async function startBank({
  demo,
  payboxKeyFile,
  certificate,
  logs,
}: BankOptions): Promise<() => Promise<void>> {
  const accounts = demo.shops.flatMap(({ slug, banks }) =>
    banks.map(({ protocol, notifyUrl, credentials }) => ({ shop: slug, protocol, notifyUrl, credentials })),
  )
  const { folder, script } = programs.bank
  const { stop } = await startServer({
    ...{ name: 'bank', script, logs, cwd: join(root, folder) },
    env: {
      HOST: '127.0.0.1',
      PORT,
      BANK_ACCOUNTS: JSON.stringify(accounts),
      PAYBOX_KEY_FILE: payboxKeyFile,
      NODE_EXTRA_CA_CERTS: certificate,
    },
  })
  return stop
}
