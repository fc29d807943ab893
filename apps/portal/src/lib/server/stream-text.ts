import { AsyncLocalStorage } from 'node:async_hooks'

/** A body that reads the next text when the browser has taken the one before. */
export function streamText(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  // The stream is read outside of the request, whose language and id the texts need.
  const inRequest = AsyncLocalStorage.snapshot()
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await inRequest(() => texts.next())
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await texts.return(undefined)
    },
  })
}
