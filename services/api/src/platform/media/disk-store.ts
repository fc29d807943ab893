import { access, constants, copyFile, mkdir, open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { MediaStore } from './media-store.ts'

/** Keeps files in a folder of this machine. All replicas of api and worker need the same folder. */
export function createDiskStore(root: string): MediaStore {
  return {
    async addFolder(prefix, folder) {
      const target = join(root, prefix)
      await mkdir(target, { recursive: true })
      for (const name of await readdir(folder)) await copyFile(join(folder, name), join(target, name))
    },
    async read(key) {
      const file = await open(join(root, key)).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw error
      })
      if (!file) return null
      const { size } = await file.stat()
      return { content: file.createReadStream(), byteSize: size }
    },
    deleteFolder: (prefix) => rm(join(root, prefix), { recursive: true, force: true }),
    async check() {
      await mkdir(root, { recursive: true })
      await access(root, constants.R_OK | constants.W_OK)
    },
  }
}
