import { folderOfPicture } from '../media/picture.ts'

/** An archive is sent in pieces of this size, the last one smaller, so that each arrives in time on a slow connection. */
export const PIECE_BYTES = 1_000_000

export interface Piece {
  offset: number
  byteSize: number
  /** Of its file in the folder of the import. */
  name: string
}

/** The pieces of an archive, in order. */
export const piecesOf = (archiveBytes: number): Piece[] =>
  Array.from({ length: Math.ceil(archiveBytes / PIECE_BYTES) }, (_, index) => ({
    offset: index * PIECE_BYTES,
    byteSize: Math.min(PIECE_BYTES, archiveBytes - index * PIECE_BYTES),
    name: `piece-${index}`,
  }))

/** Beside the folders of pictures, which have ids of their own. No route serves its files. */
export const folderOfImport = (shopId: string, importId: string): string => folderOfPicture(shopId, importId)
