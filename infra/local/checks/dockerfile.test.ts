import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../paths.ts'

const api = join(root, 'services/api')
const dockerfile = readFileSync(join(root, 'infra/Dockerfile'), 'utf8')

/** Writes the committed schemas; not run in the image. */
const DEVELOPMENT_ONLY = join('bin', 'emit-schema.ts')

/** Folders beside `dist` that compiled files read: `'../../../migrations/'`. */
const foldersReadFrom = (file: string): string[] =>
  [...readFileSync(join(api, 'src', file), 'utf8').matchAll(/'(?:\.\.\/){3}([\w/-]+)\/'/g)].map(
    ([, path = '']) => path,
  )

test('the API image contains every folder that the API reads', () => {
  const files = globSync('**/*.ts', { cwd: join(api, 'src') })
  const folders = files
    .filter((file) => file !== DEVELOPMENT_ONLY && !file.endsWith('.test.ts'))
    .flatMap(foldersReadFrom)
  expect(folders.sort()).toEqual(['migrations', 'seed/media'])
  for (const folder of folders)
    expect(dockerfile).toContain(`COPY --from=build /triclic/services/api/${folder} services/api/${folder}\n`)
})
