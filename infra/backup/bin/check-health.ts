import { listBackups } from '../repository/layout.ts'
import { readPosition } from '../repository/position.ts'
import { readSetting, requireSetting } from '../settings.ts'

// The health check of the container: exit code 1 when the backups are no longer up to date.

const LATE_MS = 300_000

try {
  const folder = requireSetting('BACKUP_DIR')
  const newest = (await listBackups(folder)).at(-1)
  if (!newest) throw new Error('There is no complete backup yet.')
  const position = await readPosition(folder)
  const late = Date.now() - Date.parse(position?.recoverableTo ?? newest.endedAt)
  if (readSetting('WAL_SPOOL') && late > LATE_MS)
    throw new Error(`Only moments until ${Math.round(late / 60_000)} minutes ago can be restored.`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
