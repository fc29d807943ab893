import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { randomPortBase } from '../../infra/local/product/ports.ts'
import { removeData } from '../../infra/local/stores/postgres.ts'
import { startProduct } from '../../infra/local/product/start-product.ts'
import type { Run } from '../../infra/local/product/run-file.ts'
import type { ServerName } from '../../infra/local/product/servers.ts'
import { launchBrowser } from './browser.ts'

/** The product of one test file, and a browser to look at it. */
export interface World {
  run: Run
  browser: Browser
  stop: () => Promise<void>
}

/** @param servers those that the tests need; all when left out */
export async function openWorld(servers?: readonly ServerName[]): Promise<World> {
  const data = mkdtempSync(join(tmpdir(), 'triclic-e2e-'))
  const ends: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const end of ends.splice(0).reverse()) await end()
    removeData(data)
  }
  try {
    const options = { data, portBase: randomPortBase(), fast: true }
    const product = await startProduct(servers ? { ...options, servers } : options)
    ends.push(product.stop)
    const browser = await launchBrowser()
    ends.push(() => browser.close())
    return { run: product.run, browser, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
