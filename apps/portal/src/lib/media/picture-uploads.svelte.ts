import { m } from '#lib/paraglide/messages.js'
import { getLocale } from '#lib/paraglide/runtime.js'
import { USER_ERRORS } from '@triclic/error-codes'
import { MAX_FILE_BYTES, type FormPicture } from './picture.ts'
import { sendPicture } from './send-picture.ts'

/** A file that is being sent, waits to be sent, or was refused. */
export interface Upload {
  key: number
  name: string
  /** From 0 to 1. */
  progress: number
  error: string | null
}

/** Files sent at the same time. */
const AT_ONCE = 2

/** Sends files to a shop's pictures, some at a time, in the order in which they were added. */
export class PictureUploads {
  list = $state<Upload[]>([])
  /** For screen readers. */
  announcement = $state('')
  readonly isBusy = $derived(this.list.some(({ error }) => error === null))
  readonly #shopSlug: () => string
  readonly #onDone: (picture: FormPicture) => void
  #waiting: { upload: Upload; file: File }[] = []
  #running = 0
  #keys = 0

  constructor(shopSlug: () => string, onDone: (picture: FormPicture) => void) {
    this.#shopSlug = shopSlug
    this.#onDone = onDone
  }

  add(files: Iterable<File>): void {
    for (const file of files) {
      this.list.push({ key: this.#keys++, name: file.name, progress: 0, error: null })
      const upload = this.list.at(-1)
      if (!upload) continue
      if (file.size > MAX_FILE_BYTES) upload.error = USER_ERRORS.FILE_TOO_LARGE[getLocale()]
      else this.#waiting.push({ upload, file })
    }
    this.#sendNext()
  }

  /** Takes a file that was refused from the list. */
  dismiss(key: number): void {
    this.list = this.list.filter((upload) => upload.key !== key)
  }

  #sendNext(): void {
    while (this.#running < AT_ONCE) {
      const next = this.#waiting.shift()
      if (!next) return
      this.#running++
      void this.#send(next.upload, next.file)
    }
  }

  async #send(upload: Upload, file: File): Promise<void> {
    const { picture, userErrors } = await sendPicture(
      this.#shopSlug(),
      file,
      (part) => (upload.progress = part),
    )
    this.#running--
    if (picture) {
      this.dismiss(upload.key)
      this.#onDone({ ...picture, altText: '' })
      this.announcement = m.picture_added({ name: file.name })
    } else upload.error = userErrors[0]?.message ?? m.error_unexpected()
    this.#sendNext()
  }
}
