import { turbo } from './turbo.ts'

/** The tasks of turbo.json that make up `npm run check`. */
const tasks = [
  ...[
    'build',
    'typecheck',
    'lint',
    'lint:root',
    'check:documents',
    'check:schema',
    'check:docs',
    'check:format',
  ],
  ...['check:imports', 'check:lockfile', 'check:supply-chain', 'check:machine-paths', 'check:evidence'],
]

/** Runs all checks, printing the output of those that fail. Returns the number of failed tasks. */
export async function check(print: (line: string) => void): Promise<number> {
  const startedAt = performance.now()
  const { code, summary } = await turbo(tasks, {
    keepGoing: true,
    onLine: (line) => {
      if (line.trim() && !/^\s+•|: npm error/.test(line)) print(line)
    },
  })
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  const { successful, total, cached, failed } = summary
  print(`check: ${successful} of ${total} tasks passed, ${cached} unchanged (${seconds} s)`)
  return code === 0 ? 0 : Math.max(1, failed.length, total - successful)
}
