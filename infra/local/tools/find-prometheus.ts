import { execFileSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { hasDebianTools, unpackDebianPackage } from './debian-packages.ts'
import { cacheFolder } from '../paths.ts'
import { readSetting } from '../settings.ts'
import { UserFacingError } from '../user-facing-error.ts'

type Print = (line: string) => void

/**
 * The folder with `prometheus`, `promtool` and `amtool`, with which the tests check the alerts: PROMETHEUS_PATH, one on the PATH, one unpacked earlier, or
 * one downloaded now. Throws a {@link UserFacingError} if there is none.
 */
export async function findPrometheus(print: Print): Promise<string> {
  const configured = readSetting('PROMETHEUS_PATH')
  if (configured) {
    if (works(configured)) return configured
    throw new UserFacingError(
      `PROMETHEUS_PATH is ${configured}, in which prometheus, promtool and amtool are not all working. Set it to such a folder, or unset it.`,
    )
  }
  const unpacked = join(cacheFolder(), `prometheus-${process.arch}`)
  const programs = join(unpacked, 'usr/bin')
  const found = [...(process.env['PATH'] ?? '').split(delimiter), programs].find(works)
  if (found) return found

  let tried = ''
  if (hasDebianTools()) {
    try {
      rmSync(unpacked, { recursive: true, force: true })
      await unpackDebianPackage('prometheus', unpacked, print, ['prometheus-alertmanager'])
      if (works(programs)) return programs
      tried = ' Tried Debian packages: no working programs.'
    } catch (error) {
      tried = ` Tried Debian packages: ${String(error instanceof Error ? error.message : error).split('\n')[0]}.`
    }
  }
  throw new UserFacingError(
    'Prometheus, promtool and amtool, which the tests of the alerts need, were not found and could not be downloaded. Install them ' +
      `(apt install prometheus prometheus-alertmanager; brew install prometheus alertmanager) or set PROMETHEUS_PATH.${tried}`,
  )
}

function works(folder: string): boolean {
  return ['prometheus', 'promtool', 'amtool'].every((program) => {
    const path = join(folder, program)
    if (!folder || !existsSync(path)) return false
    try {
      execFileSync(path, ['--version'], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  })
}
