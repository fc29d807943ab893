import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import type { TestProjectInlineConfiguration } from 'vitest/config'

const root = import.meta.dirname
const require = createRequire(join(root, 'services/api/package.json'))
const requiredEnv = join(root, 'tests/reporter/required-env.ts')

interface ProjectOptions {
  name?: string
  sequence?: { groupOrder: number }
  globalSetup?: string[]
  setupFiles?: string[]
  testTimeout?: number
  hookTimeout?: number
  isolate?: boolean
  maxWorkers?: number
  exclude?: string[]
}

const EXCLUDED = ['**/node_modules/**', '**/dist/**', '**/build/**', '**/.stryker-tmp/**']
/** Only in `npm run test:restore`: each of its tests loses and restores a product. */
const LONG_RESTORES = process.env['RESTORE_ROUNDS'] ? [] : ['restore/different-moments.test.ts']

/** libfaketime is used on Linux only. */
const CLOCK = process.platform === 'linux' ? [] : ['clock/**']

function project(
  folder: string,
  include: string[],
  options: ProjectOptions = {},
): TestProjectInlineConfiguration {
  return {
    root: join(root, folder),
    // Vitest would load graphql both as ESM and as CommonJS, and graphql rejects objects of its other copy.
    resolve: { alias: [{ find: /^graphql$/, replacement: require.resolve('graphql/index.js') }] },
    test: {
      name: folder,
      include,
      exclude: EXCLUDED,
      // Generous, so that only a hanging test reaches it on a slow machine.
      testTimeout: 20_000,
      hookTimeout: 60_000,
      expect: { poll: { timeout: 15_000 } },
      ...options,
    },
  }
}

const packages = readdirSync(join(root, 'packages'))

const apps = ['portal', 'storefront'].flatMap((name) => {
  const configs = ['vitest.config.ts', 'vite.config.ts'].map((file) => join(root, 'apps', name, file))
  return configs.filter((config) => existsSync(config)).slice(0, 1)
})

export default defineConfig({
  test: {
    // Vitest leaves one core idle by default, but tests mostly wait: for PostgreSQL, Redis, programs and browsers.
    maxWorkers: availableParallelism() + 1,
    projects: [
      ...packages.map((name) => project(`packages/${name}`, ['**/*.test.ts'])),
      project('services/api', ['{src,test,seed,migrations}/**/*.test.ts'], {
        globalSetup: [requiredEnv],
        setupFiles: ['./test/setup.ts'],
        // Loading the ORM, the schema and the server for each file takes as long as running its tests.
        isolate: false,
      }),
      project('services/bank-sandbox', ['src/**/*.test.ts']),
      project('apps/docs', ['src/**/*.test.ts']),
      project('infra/local', ['**/*.test.ts'], { testTimeout: 120_000 }),
      project('infra/backup', ['**/*.test.ts']),
      project(
        'tests',
        [
          '{traffic,contract,clients,docs,attack,custody,faults,storage,restore,clock,certificates,logs,long,reporter,monitoring,load,e2e}/**/*.test.ts',
        ],
        {
          globalSetup: [requiredEnv],
          exclude: [...EXCLUDED, ...LONG_RESTORES, ...CLOCK],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // After the other tests, which would wait for the many programs of the products that each of these files has.
          sequence: { groupOrder: 1 },
          // They wait for browsers and programs even more than the others.
          maxWorkers: availableParallelism() + 2,
        },
      ),
      ...apps,
    ],
    reporters: [
      'default',
      join(root, 'tests/reporter/slowest-files.ts'),
      join(root, 'tests/reporter/counts.ts'),
    ],
  },
})
