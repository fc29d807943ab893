import { join } from 'node:path'
import { root } from '../paths.ts'

/** Node.js ends a process that needs more memory for its objects, and the process is started again. */
export const heapLimitMb = {
  api: 768,
  worker: 384,
  portal: 384,
  storefront: 384,
  bank: 192,
  'operator-page': 192,
} as const

/**
 * The programs that the build produces: `folder` is relative to the checkout, `script` to the folder. This is the only
 * place in infra/local with these paths; programs.test.ts checks the ones in the container files against it.
 */
export const programs = {
  api: { folder: 'services/api', script: 'dist/src/bin/server.js' },
  worker: { folder: 'services/api', script: 'dist/src/bin/worker.js' },
  migrate: { folder: 'services/api', script: 'dist/src/bin/migrate.js' },
  makeKeys: { folder: 'services/api', script: 'dist/src/bin/make-keys.js' },
  erase: { folder: 'services/api', script: 'dist/src/bin/erase.js' },
  operatorPage: { folder: 'services/api', script: 'dist/src/bin/operator-page.js' },
  operator: { folder: 'services/api', script: 'dist/src/bin/operator.js' },
  shop: { folder: 'services/api', script: 'dist/src/bin/shop.js' },
  rotateKeys: { folder: 'services/api', script: 'dist/src/bin/rotate-keys.js' },
  ledger: { folder: 'services/api', script: 'dist/src/bin/ledger.js' },
  auditLog: { folder: 'services/api', script: 'dist/src/bin/audit-log.js' },
  seed: { folder: 'services/api', script: 'dist/seed/seed.js' },
  portal: { folder: 'apps/portal', script: 'server.js' },
  storefront: { folder: 'apps/storefront', script: 'server.js' },
  bank: { folder: 'services/bank-sandbox', script: 'dist/server.js' },
  backup: { folder: 'infra/backup', script: 'bin/backup.ts' },
  restore: { folder: 'infra/backup', script: 'bin/restore.ts' },
} as const

/** The absolute path of a program's script. */
export function programPath(name: keyof typeof programs): string {
  const { folder, script } = programs[name]
  return join(root, folder, script)
}
