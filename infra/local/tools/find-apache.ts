import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hasDebianTools, unpackDebianPackage, unpackedLibraryPath } from './debian-packages.ts'
import { cacheFolder } from '../paths.ts'
import { readSetting } from '../settings.ts'
import { UserFacingError } from '../user-facing-error.ts'

type Print = (line: string) => void

/** Where systems have the program and its modules: Debian, Fedora, macOS. */
const installed = [
  { program: '/usr/sbin/apache2', modules: '/usr/lib/apache2/modules' },
  { program: '/usr/sbin/httpd', modules: '/usr/lib64/httpd/modules' },
  { program: '/usr/sbin/httpd', modules: '/usr/libexec/apache2' },
]

/**
 * The path of a script that starts Apache httpd 2.4 with its modules in the variable MODULES of its configuration: the tests put it in front of the API as a
 * cache. APACHE_PATH, one for an installed Apache, one unpacked earlier, or one downloaded now. Throws a {@link UserFacingError} if there is none.
 */
export async function findApache(print: Print): Promise<string> {
  const configured = readSetting('APACHE_PATH')
  if (configured) {
    if (works(configured)) return configured
    throw new UserFacingError(
      `APACHE_PATH is ${configured}, which is not a working Apache httpd 2.4. Set it to one, or unset it.`,
    )
  }
  const unpacked = join(cacheFolder(), `apache-${process.arch}`)
  const script = join(cacheFolder(), `run-apache-${process.arch}`)
  const ofPackage = {
    program: join(unpacked, 'usr/sbin/apache2'),
    modules: join(unpacked, 'usr/lib/apache2/modules'),
  }
  const use = ({ program, modules }: { program: string; modules: string }) => {
    if (!existsSync(program) || !existsSync(join(modules, 'mod_cache_disk.so'))) return false
    const libraries = program === ofPackage.program ? unpackedLibraryPath(unpacked) : ''
    mkdirSync(cacheFolder(), { recursive: true })
    const lines = [
      '#!/bin/sh',
      ...(libraries ? [`export LD_LIBRARY_PATH='${libraries}'`] : []),
      `exec '${program}' -C 'Define MODULES "${modules}"' "$@"`,
    ]
    writeFileSync(script, `${lines.join('\n')}\n`, { mode: 0o755 })
    return works(script)
  }
  if ([...installed, ofPackage].some(use)) return script

  let tried = ''
  if (hasDebianTools()) {
    try {
      rmSync(unpacked, { recursive: true, force: true })
      await unpackDebianPackage('apache2-bin', unpacked, print)
      if (use(ofPackage)) return script
      tried = ' Tried Debian packages: no working Apache.'
    } catch (error) {
      tried = ` Tried Debian packages: ${String(error instanceof Error ? error.message : error).split('\n')[0]}.`
    }
  }
  throw new UserFacingError(
    'Apache httpd, which the tests of answers for caches need, was not found and could not be downloaded. Install it ' +
      `(apt install apache2-bin; macOS has it) or set APACHE_PATH to a script that starts it.${tried}`,
  )
}

function works(command: string): boolean {
  try {
    execFileSync(command, ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
