import { execFileSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hasDebianTools, unpackDebianPackage, unpackedLibraryPath } from './debian-packages.ts'
import { cacheFolder } from '../paths.ts'
import { readSetting } from '../settings.ts'
import { UserFacingError } from '../user-facing-error.ts'

type Print = (line: string) => void

/**
 * The path of xmllint, with which the tests compare electronic invoices with their schema: XMLLINT_PATH, one on the PATH, one unpacked earlier, or one
 * downloaded now. Throws a {@link UserFacingError} if there is none.
 */
export async function findXmllint(print: Print): Promise<string> {
  const configured = readSetting('XMLLINT_PATH')
  if (configured) {
    if (works(configured)) return configured
    throw new UserFacingError(
      `XMLLINT_PATH is ${configured}, which is not a working xmllint. Set it to one, or unset it.`,
    )
  }
  if (works('xmllint')) return 'xmllint'
  const unpacked = join(cacheFolder(), `xmllint-${process.arch}`)
  const command = join(unpacked, 'run-xmllint')
  if (existsSync(command) && works(command)) return command

  let tried = ''
  if (hasDebianTools()) {
    try {
      rmSync(unpacked, { recursive: true, force: true })
      await unpackDebianPackage('libxml2-utils', unpacked, print)
      const lines = [
        '#!/bin/sh',
        `export LD_LIBRARY_PATH='${unpackedLibraryPath(unpacked)}'`,
        `exec '${join(unpacked, 'usr/bin/xmllint')}' "$@"`,
      ]
      writeFileSync(command, `${lines.join('\n')}\n`, { mode: 0o755 })
      if (works(command)) return command
      tried = ' Tried Debian packages: no working xmllint.'
    } catch (error) {
      tried = ` Tried Debian packages: ${String(error instanceof Error ? error.message : error).split('\n')[0]}.`
    }
  }
  throw new UserFacingError(
    'xmllint, which the tests of electronic invoices need, was not found and could not be downloaded. Install it ' +
      `(apt install libxml2-utils; macOS has it) or set XMLLINT_PATH.${tried}`,
  )
}

function works(command: string): boolean {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
