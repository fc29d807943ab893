import type { Readable } from 'node:stream'
import type { MediaSettings } from '../env.ts'
import { createDiskStore } from './disk-store.ts'
import { createS3Store } from './s3-store.ts'

/** A stored file, as it is read. */
export interface StoredFile {
  content: Readable
  byteSize: number
}

/** Where the files of pictures are kept. Keys are `<shop id>/<picture id>/<width>.<format>`; a key never gets another content. */
export interface MediaStore {
  /** Stores the files of a local folder under `prefix`. If it fails, some of them may be stored. */
  addFolder(prefix: string, folder: string): Promise<void>
  /** Null if there is no such file. */
  read(key: string): Promise<StoredFile | null>
  /** Deletes all files under `prefix`; it is no error if there are none. */
  deleteFolder(prefix: string): Promise<void>
  /** Throws if the store cannot be reached or used; after a second at the latest. */
  check(): Promise<void>
}

export const createMediaStore = (settings: MediaSettings): MediaStore =>
  settings.store === 's3' ? createS3Store(settings) : createDiskStore(settings.folder)
