import { relative } from 'node:path'
import type { Reporter, TestModule } from 'vitest/node'

const SHOWN = 40
const FEW = 20

/** Prints which files took longest, in seconds with their setup, after a run of many files. */
export default class SlowestFiles implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    if (modules.length <= FEW) return
    const files = modules
      .map((module) => ({ path: relative(process.cwd(), module.moduleId), ms: durationOf(module) }))
      .sort((a, b) => b.ms - a.ms)
    process.stdout.write(`\nThe slowest of ${files.length} files:\n`)
    for (const { path, ms } of files.slice(0, SHOWN))
      process.stdout.write(`${(ms / 1000).toFixed(1).padStart(7)} s  ${path}\n`)
  }
}

function durationOf(module: TestModule): number {
  const { duration, collectDuration, setupDuration } = module.diagnostic()
  return duration + collectDuration + setupDuration
}
