import { execFile } from 'node:child_process'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Turns } from '../turns.ts'

/** Why a file is not accepted as a picture. */
export type PictureRefusal = 'NOT_A_PICTURE' | 'PICTURE_DAMAGED' | 'TOO_MANY_PIXELS'

/** What was made of a picture: its sizes are in the folder, as `<width>.webp` and `<width>.avif`. */
export interface ResizedPicture {
  /** Of the largest size, in pixels, upright. */
  width: number
  height: number
  /** Of all sizes, ascending. */
  widths: number[]
  /** Of all files together. */
  byteSize: number
}

export type PictureResult = (ResizedPicture | { refused: PictureRefusal }) & {
  /** Of the process, in bytes; unknown when it was killed. */
  peakMemory?: number
}

/** Pictures that are decoded at the same time in one api process, of all shops, and of one shop. */
export const PICTURES_AT_ONCE = 2
const OF_ONE_SHOP = 1

const MAX_WAITING = 100
const MAX_WAIT_MS = 90_000
/** A picture takes seconds; a slow or busy machine gets much longer. */
const MAX_DECODING_MS = 100_000

/**
 * After how long `resizePicture` ends at the latest, in milliseconds: the turn of the shop, the turn among all shops, and decoding. Less than the 300 s
 * after which `fetch`, with which the portal passes uploads on, gives up.
 */
export const MAX_RESIZING_MS = 2 * MAX_WAIT_MS + MAX_DECODING_MS

const ofAllShops = new Turns({ atOnce: PICTURES_AT_ONCE, maxWaitMs: MAX_WAIT_MS })
const ofShop = new Turns({ atOnce: OF_ONE_SHOP, maxWaiting: MAX_WAITING, maxWaitMs: MAX_WAIT_MS })

const program = fileURLToPath(new URL(`./picture-program${extname(import.meta.url)}`, import.meta.url))

/**
 * Makes the sizes of a picture, in a process of its own: it knows no secret, and is killed when it takes too long. Each shop has its turn.
 * @param file the picture, as it was uploaded
 * @param folder an empty folder for the sizes
 * @throws SERVICE_UNAVAILABLE when too many pictures are waiting
 */
export const resizePicture = (shopId: string, file: string, folder: string): Promise<PictureResult> =>
  ofShop.run(shopId, () => ofAllShops.run('all', () => runProgram(file, folder)))

function runProgram(file: string, folder: string): Promise<PictureResult> {
  return new Promise((resolve, reject) => {
    const options = { env: {}, timeout: MAX_DECODING_MS, killSignal: 'SIGKILL' } as const
    execFile(process.execPath, [program, file, folder], options, (error, stdout, stderr) => {
      if (!error) return resolve(JSON.parse(stdout) as PictureResult)
      // Only a picture made for it takes this long, crashes the decoder or exhausts the memory.
      if (error.signal) return resolve({ refused: 'PICTURE_DAMAGED' })
      reject(new Error(`The picture program failed: ${stderr}`, { cause: error }))
    })
  })
}
