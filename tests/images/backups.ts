import { join } from 'node:path'
import { runTool } from '../../infra/local/process/run-tool.ts'
import { programPath } from '../../infra/local/product/programs.ts'
import type { Check } from './order-through-caddy.ts'
import type { RunningCompose } from './running-compose.ts'

/** Decrypts the backups that the container has made so far, on this machine, as their owner would. */
export async function verifyBackups({ variables }: RunningCompose, check: Check): Promise<void> {
  const { BACKUP_FOLDER = '', IDENTITY_FOLDER = '' } = variables
  const flags = ['verify', '--identity', join(IDENTITY_FOLDER, 'backups.key')]
  const { code, output } = await runTool(process.execPath, [programPath('backup'), ...flags], {
    env: { BACKUP_DIR: BACKUP_FOLDER },
  })
  check('the backups can be decrypted and lack nothing', code === 0, output.trim())
}
