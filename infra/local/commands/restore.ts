/** `npm run restore -- --identity <file> --key-identity <file> [--at <moment>]`: restores the data of `npm start` into an empty `.local`. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { localData } from '../paths.ts'
import { lockDataFolder } from '../process/lock-data-folder.ts'
import { restoreProduct } from '../product/restore-product.ts'
import { readPortBase, readSetting } from '../settings.ts'
import { postgresFolder } from '../stores/postgres.ts'
import { failWith, UserFacingError } from '../user-facing-error.ts'

const USAGE = 'Usage: npm run restore -- --identity <file> --key-identity <file> [--at <moment>]'

try {
  const { values } = parseArgs({
    options: {
      identity: { type: 'string' },
      'key-identity': { type: 'string' },
      at: { type: 'string' },
    },
  })
  const { identity, 'key-identity': keyIdentity, at } = values
  const backups = readSetting('BACKUP_DIR')
  const keyBackups = process.env['KEY_BACKUP_DIR']
  if (!identity || !keyIdentity || !backups || !keyBackups)
    throw new UserFacingError(`${USAGE}, with BACKUP_DIR and KEY_BACKUP_DIR set.`)
  const unlock = lockDataFolder(localData)
  try {
    for (const path of [postgresFolder(localData), join(localData, 'redis'), join(localData, 'secrets.json')])
      if (existsSync(path))
        throw new UserFacingError(`${path} exists. Move it away first: a restore never overwrites data.`)
    const restored = await restoreProduct({
      data: localData,
      portBase: readPortBase(),
      env: { BACKUP_DIR: backups, KEY_BACKUP_DIR: keyBackups },
      identity,
      keyIdentity,
      at,
      print: (line) => void process.stderr.write(`${line}\n`),
    })
    process.stdout.write(`${JSON.stringify(restored, null, 2)}\nRestored. Start it with npm start.\n`)
  } finally {
    unlock()
  }
} catch (error) {
  failWith(error)
}
