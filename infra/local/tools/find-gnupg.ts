import { execFileSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hasDebianTools, unpackDebianPackage, unpackedLibraryPath } from './debian-packages.ts'
import { cacheFolder } from '../paths.ts'
import { readSetting } from '../settings.ts'
import { UserFacingError } from '../user-facing-error.ts'

type Print = (line: string) => void

/**
 * The path of a GnuPG 2.2 or newer, with which the tests decrypt mails: GPG_PATH, one on the PATH, one unpacked earlier,
 * or one downloaded now. Throws a {@link UserFacingError} if there is none.
 */
export async function findGnupg(print: Print): Promise<string> {
  const configured = readSetting('GPG_PATH')
  if (configured) {
    if (isNewEnough(configured)) return configured
    throw new UserFacingError(
      `GPG_PATH is ${configured}, which is not a working GnuPG 2.2 or newer. Set it to one, or unset it.`,
    )
  }
  const unpacked = join(cacheFolder(), `gnupg-${process.arch}`)
  const found = onPath() ?? inFolder(unpacked)
  if (found) return found

  let tried = ''
  if (hasDebianTools()) {
    try {
      await unpackGnupg(unpacked, print)
      const downloaded = inFolder(unpacked)
      if (downloaded) return downloaded
      tried = ' Tried Debian packages: no working GnuPG.'
    } catch (error) {
      tried = ` Tried Debian packages: ${String(error instanceof Error ? error.message : error).split('\n')[0]}.`
    }
  }
  throw new UserFacingError(
    'GnuPG, which the tests of encrypted mail need, was not found and could not be downloaded. Install GnuPG 2.2 or newer ' +
      `(apt install gpg gpg-agent, brew install gnupg) or set GPG_PATH.${tried}`,
  )
}

function onPath(): string | undefined {
  return ['gpg', 'gpg2'].find(isNewEnough)
}

function inFolder(folder: string): string | undefined {
  const command = join(folder, 'run-gpg')
  return existsSync(command) && isNewEnough(command) ? command : undefined
}

async function unpackGnupg(folder: string, print: Print): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  await unpackDebianPackage('gpg', folder, print, ['gpg-agent'])
  // gpg starts the agent, and would look for it in the folders of an installed system.
  const lines = [
    '#!/bin/sh',
    `export LD_LIBRARY_PATH='${unpackedLibraryPath(folder)}'`,
    `exec '${join(folder, 'usr/bin/gpg')}' --agent-program '${join(folder, 'usr/bin/gpg-agent')}' "$@"`,
  ]
  writeFileSync(join(folder, 'run-gpg'), `${lines.join('\n')}\n`, { mode: 0o755 })
}

function isNewEnough(command: string): boolean {
  try {
    const version = execFileSync(command, ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const [, major = 0, minor = 0] = /^gpg \(.*?\) (\d+)\.(\d+)/.exec(version)?.map(Number) ?? []
    return major > 2 || (major === 2 && minor >= 2)
  } catch {
    return false
  }
}
