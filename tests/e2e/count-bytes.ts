import type { Page } from 'playwright-core'

/** What a page loads, in bytes as transferred. */
export interface LoadedBytes {
  requests: number
  all: number
  scripts: number
  pictures: number
}

/** Opens an address without any cache and counts what it loads until nothing is loaded any more. */
export async function countBytes(page: Page, address: string): Promise<LoadedBytes> {
  const session = await page.context().newCDPSession(page)
  const types = new Map<string, string>()
  const loaded: LoadedBytes = { requests: 0, all: 0, scripts: 0, pictures: 0 }
  session.on('Network.responseReceived', ({ requestId, type }) => void types.set(requestId, type))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const type = types.get(requestId)
    loaded.requests++
    loaded.all += encodedDataLength
    if (type === 'Script') loaded.scripts += encodedDataLength
    if (type === 'Image') loaded.pictures += encodedDataLength
  })
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  await page.goto(address, { waitUntil: 'networkidle' })
  await session.detach()
  return loaded
}
