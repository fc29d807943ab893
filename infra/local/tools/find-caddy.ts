import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { hasDebianTools, unpackDebianPackage } from './debian-packages.ts'
import { cacheFolder } from '../paths.ts'
import { readSetting } from '../settings.ts'
import { UserFacingError } from '../user-facing-error.ts'

type Print = (line: string) => void

/**
 * The path of Caddy 2, with which the tests renew certificates: CADDY_PATH, one on the PATH, one unpacked earlier, or one
 * downloaded now. Throws a {@link UserFacingError} if there is none.
 */
export async function findCaddy(print: Print): Promise<string> {
  const configured = readSetting('CADDY_PATH')
  if (configured) {
    if (works(configured)) return configured
    throw new UserFacingError(
      `CADDY_PATH is ${configured}, which is not a working Caddy. Set it to one, or unset it.`,
    )
  }
  if (works('caddy')) return 'caddy'
  const unpacked = join(cacheFolder(), `caddy-${process.arch}`)
  const command = join(unpacked, 'usr/bin/caddy')
  if (works(command)) return command

  let tried = ''
  if (hasDebianTools()) {
    try {
      rmSync(unpacked, { recursive: true, force: true })
      // The stand-in for Caddy's image takes BusyBox from the same folder.
      await unpackDebianPackage('caddy', unpacked, print, ['busybox-static'])
      if (works(command)) return command
      tried = ' Tried Debian packages: no working Caddy.'
    } catch (error) {
      tried = ` Tried Debian packages: ${String(error instanceof Error ? error.message : error).split('\n')[0]}.`
    }
  }
  throw new UserFacingError(
    'Caddy, which the tests of certificates need, was not found and could not be downloaded. Install it ' +
      `(apt install caddy, brew install caddy) or set CADDY_PATH.${tried}`,
  )
}

function works(command: string): boolean {
  try {
    execFileSync(command, ['version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
