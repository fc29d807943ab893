import { makeKeys } from '../payment/card/custody/make-keys.ts'
import { readKeyFolders } from '../platform/env.ts'

// Run this command at each start and once a day: it creates the keys of the coming days and destroys expired ones.
try {
  const { made, destroyed, warnings } = await makeKeys(readKeyFolders())
  for (const warning of warnings) process.stderr.write(`${JSON.stringify({ level: 50, msg: warning })}\n`)
  process.stdout.write(`${JSON.stringify({ msg: 'keys created', made, destroyed })}\n`)
} catch (error) {
  process.stderr.write(
    `Creating the keys failed. ${error instanceof Error ? error.message : String(error)}\n`,
  )
  process.exit(1)
}
