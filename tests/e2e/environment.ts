import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { randomPortBase } from '../../infra/local/product/ports.ts'
import { removeData } from '../../infra/local/stores/postgres.ts'
import { startProduct } from '../../infra/local/product/start-product.ts'
import type { Run } from '../../infra/local/product/run-file.ts'
import type { Server, ServerName } from '../../infra/local/product/servers.ts'
import { launchBrowser } from './browser.ts'

/** The product that one test file uses, and a browser. */
export interface Environment {
  run: Run
  browser: Browser
  databaseOwnerUrl: string
  /** The environment of the program that opens shops. */
  shopEnv: Record<string, string>
  stop: () => Promise<void>
}

/**
 * @param servers the ones that the tests need; all by default
 * @param adapt changes how a server is run
 */
export async function startEnvironment(
  servers?: readonly ServerName[],
  adapt?: (server: Server) => Server,
): Promise<Environment> {
  const data = mkdtempSync(join(tmpdir(), 'triclic-e2e-'))
  const cleanups: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const cleanUp of cleanups.splice(0).reverse()) await cleanUp()
    removeData(data)
  }
  try {
    const template = process.env['PRODUCT_TEMPLATE']
    const options = { data, portBase: randomPortBase(), fast: true, template }
    const product = await startProduct({
      ...options,
      ...(servers && { servers }),
      ...(adapt && { adapt }),
    })
    cleanups.push(product.stop)
    const browser = await launchBrowser()
    cleanups.push(() => browser.close())
    const { run, databaseOwnerUrl, shopEnv } = product
    return { run, databaseOwnerUrl, shopEnv, browser, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
