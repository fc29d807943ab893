/** The widest size that the API stores. */
const MAX_WIDTH = 2048
/** Smaller files are sent as they are, in bytes. */
const SMALL = 1_500_000
const SHRINKABLE = new Set(['image/jpeg', 'image/png', 'image/webp'])

/** A large photograph in the width that is stored, so that it is sent in seconds from a telephone too; or the file itself, if that fails. */
export async function shrinkPicture(file: File): Promise<Blob> {
  if (file.size < SMALL || !SHRINKABLE.has(file.type)) return file
  try {
    const picture = await createImageBitmap(file)
    if (picture.width <= MAX_WIDTH) return file
    const canvas = new OffscreenCanvas(MAX_WIDTH, Math.round((picture.height * MAX_WIDTH) / picture.width))
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    const shrunk = await canvas.convertToBlob({ type: file.type, quality: 0.92 })
    // A browser that cannot write this type writes PNG instead.
    return shrunk.type === file.type && shrunk.size < file.size ? shrunk : file
  } catch {
    return file
  }
}
