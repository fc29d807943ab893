import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import type { TestProjectInlineConfiguration } from 'vitest/config'

const here = import.meta.dirname
const require = createRequire(join(here, 'services/api/package.json'))
const stores = join(here, 'tests/reporter/required-env.ts')

interface Extra {
  globalSetup?: string[]
  testTimeout?: number
  hookTimeout?: number
  fileParallelism?: boolean
  isolate?: boolean
}

function project(folder: string, include: string[], extra: Extra = {}): TestProjectInlineConfiguration {
  return {
    root: join(here, folder),
    // Two copies of graphql, one by each entry, call each other "another realm".
    resolve: { alias: [{ find: /^graphql$/, replacement: require.resolve('graphql/index.js') }] },
    test: {
      name: folder,
      include,
      exclude: ['**/node_modules/**', '**/dist/**', '**/build/**', '**/.stryker-tmp/**'],
      // Only a test that will never end waits so long, on a slow machine too.
      testTimeout: 20_000,
      hookTimeout: 60_000,
      expect: { poll: { timeout: 15_000 } },
      ...extra,
    },
  }
}

const apps = ['portal', 'storefront'].flatMap((name) => {
  const configs = ['vitest.config.ts', 'vite.config.ts'].map((file) => join(here, 'apps', name, file))
  return configs.filter((config) => existsSync(config)).slice(0, 1)
})

export default defineConfig({
  test: {
    projects: [
      project('packages/card-core', ['**/*.test.ts']),
      project('packages/money', ['src/**/*.test.ts']),
      project('packages/error-codes', ['src/**/*.test.ts']),
      project('services/api', ['{src,test,seed,migrations}/**/*.test.ts'], {
        globalSetup: [stores],
        // Else each file loads the ORM, the schema and the server anew, which takes as long as its tests.
        isolate: false,
      }),
      project('services/bank-sandbox', ['src/**/*.test.ts']),
      project('infra/local', ['**/*.test.ts'], { testTimeout: 120_000 }),
      project('tests', ['{traffic,contract,e2e,custody,tenancy,faults,reporter}/**/*.test.ts'], {
        globalSetup: [stores],
        testTimeout: 120_000,
        hookTimeout: 120_000,
        fileParallelism: false,
      }),
      ...apps,
    ],
    reporters: ['default', join(here, 'tests/reporter/counts.ts')],
  },
})
