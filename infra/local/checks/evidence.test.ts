import { expect, test } from 'vitest'
import { missingEvidence } from './evidence.ts'

test('accepts files and tests that exist, and ignores other code spans', () => {
  const page = [
    '| 1.1 | `infra/compose.yml`; `src/http/rate-limits.test.ts` “addresses of one IPv6 network count together” |',
    '| 1.2 | `no-store`, `/metrics`, `npm run sbom`, `@hpke/core`, `docs/decisions` |',
  ].join('\n')
  expect(missingEvidence(page)).toEqual([])
})

test('reports the line and the name of a file that does not exist', () => {
  const page = '| no. | where |\n| --- | --- |\n| 1.1 | `src/http/gone.ts` and `gone.md` |'
  expect(missingEvidence(page)).toEqual(['3: src/http/gone.ts does not exist', '3: gone.md does not exist'])
})

test('reports a test that is not in the file before it, or has no file before it', () => {
  const page = [
    '| 1.1 | `src/http/rate-limits.test.ts` “a test that nobody wrote” |',
    '| 1.2 | “addresses of one IPv6 network count together” |',
    '| 1.3 | `src/http` “addresses of one IPv6 network count together” |',
    '| 1.4 | `src/http/rate-limits.test.ts` “addresses of one IPv6 network” |',
  ].join('\n')
  expect(missingEvidence(page)).toEqual([
    '1: the file before it has no test “a test that nobody wrote”',
    '2: the file before it has no test “addresses of one IPv6 network count together”',
    '3: the file before it has no test “addresses of one IPv6 network count together”',
    '4: the file before it has no test “addresses of one IPv6 network”',
  ])
})

test('text outside of tables is not checked', () => {
  expect(missingEvidence('See `src/http/gone.ts`.')).toEqual([])
})
