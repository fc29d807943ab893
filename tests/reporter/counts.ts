import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/** Writes `{passed, failed}` to COUNTS_FILE. A skipped test, a file without tests and an error outside a test count as failed. */
export default class TestCounter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: string): void {
    let passed = 0
    let failed = errors.length
    for (const module of modules) {
      let found = 0
      for (const test of module.children.allTests()) {
        found++
        if (test.result().state === 'passed') passed++
        else failed++
      }
      if (module.errors().length > 0 || found === 0) failed++
      for (const suite of module.children.allSuites()) if (suite.errors().length > 0) failed++
    }
    if (reason === 'interrupted') failed++
    const file = process.env['COUNTS_FILE']
    if (file) writeFileSync(file, JSON.stringify({ passed, failed }))
  }
}
