import { execFile } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../../infra/local/paths.ts'
import { freePorts, randomPortBase } from '../../infra/local/product/ports.ts'
import { startProduct, type Product, type ProductOptions } from '../../infra/local/product/start-product.ts'
import { removeData } from '../../infra/local/stores/postgres.ts'

/** Runs `work` with a product of its own, whose data are deleted afterwards. */
export async function withProduct(
  work: (product: Product) => Promise<void>,
  options: Partial<ProductOptions> = {},
): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'triclic-load-'))
  const [portBase = 0] = await freePorts(1, randomPortBase())
  const product = await startProduct({ data, portBase, servers: ['api', 'worker'], ...options })
  try {
    await work(product)
  } finally {
    await product.stop()
    removeData(data)
  }
}

/** Creates a shop with so many products, and returns its public key. */
export async function seedShop(product: Product, slug: string, products: number): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(root, 'services/api/dist/seed/seed.js'), '--shop', slug, '--products', String(products)],
    { env: product.seedEnv },
  )
  return (JSON.parse(stdout) as { key: string }).key
}
