import { mkdtemp, mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { removeAbandonedUploads } from './remove-abandoned-uploads.ts'

test('uploads that a killed process left are removed after an hour; what else is there stays', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'triclic-abandoned-'))
  const ages = {
    'triclic-picture-old': 61,
    'triclic-import-old': 61,
    'triclic-piece-old': 61,
    'triclic-picture-new': 59,
    'triclic-keys-old': 600,
  }
  for (const [name, minutes] of Object.entries(ages)) {
    await mkdir(join(folder, name))
    await writeFile(join(folder, name, 'upload'), 'content')
    const time = Date.now() / 1000 - minutes * 60
    await utimes(join(folder, name), time, time)
  }
  await removeAbandonedUploads(folder)
  expect((await readdir(folder)).sort()).toEqual(['triclic-keys-old', 'triclic-picture-new'])
  await rm(folder, { recursive: true })
})
