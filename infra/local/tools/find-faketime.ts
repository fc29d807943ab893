import { existsSync, globSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { hasDebianTools, unpackDebianPackage } from './debian-packages.ts'
import { cacheFolder } from '../paths.ts'
import { readSetting } from '../settings.ts'
import { UserFacingError } from '../user-facing-error.ts'

type Print = (line: string) => void

/** Where systems have the library: Debian, Fedora, Alpine. */
const LIBRARY = '{usr/lib/*/faketime,usr/lib64/faketime,usr/lib/faketime}/libfaketimeMT.so.1'

/**
 * The path of libfaketime, with which the tests set the clock of programs: FAKETIME_LIBRARY, an installed one, one unpacked earlier, or one
 * downloaded now. Null on other systems than Linux. Throws a {@link UserFacingError} if there is none.
 */
export async function findFaketime(print: Print): Promise<string | null> {
  if (process.platform !== 'linux') return null
  const configured = readSetting('FAKETIME_LIBRARY')
  if (configured) {
    if (existsSync(configured)) return configured
    throw new UserFacingError(
      `FAKETIME_LIBRARY is ${configured}, which does not exist. Set it to a file, or unset it.`,
    )
  }
  const unpacked = join(cacheFolder(), `libfaketime-${process.arch}`)
  const found = libraryIn('/') ?? libraryIn(unpacked)
  if (found) return found

  let tried = ''
  if (hasDebianTools()) {
    try {
      rmSync(unpacked, { recursive: true, force: true })
      await unpackDebianPackage('libfaketime', unpacked, print)
      const downloaded = libraryIn(unpacked)
      if (downloaded) return downloaded
      tried = ' Tried Debian packages: no libfaketime.'
    } catch (error) {
      tried = ` Tried Debian packages: ${String(error instanceof Error ? error.message : error).split('\n')[0]}.`
    }
  }
  throw new UserFacingError(
    'libfaketime, which the tests of the clock need, was not found and could not be downloaded. Install it ' +
      `(apt install libfaketime) or set FAKETIME_LIBRARY.${tried}`,
  )
}

function libraryIn(folder: string): string | undefined {
  const [file] = globSync(LIBRARY, { cwd: folder })
  return file && join(folder, file)
}
