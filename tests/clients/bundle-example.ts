import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { build } from 'esbuild'

const folder = join(import.meta.dirname, '../../packages/storefront-client')

/** Bundles a file of the package, as a page loads it. What is `external` stays an import. */
async function bundle(file: string, external: string[] = []): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(folder, file)],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    jsx: 'automatic',
    external,
    define: { 'process.env.NODE_ENV': '"production"' },
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

/** The files that a page of plain HTML copies next to it. */
function builtClient(): Record<string, string> {
  const dist = join(folder, 'dist')
  const names = readdirSync(dist).filter((name) => name.endsWith('.js'))
  return Object.fromEntries(
    names.map((name) => [`/storefront-client/${name}`, readFileSync(join(dist, name), 'utf8')]),
  )
}

/** Serves an example at the origin of a shop, as its website does. Returns what ends it. */
export async function serveExample(
  example: 'html' | 'react',
  { origin, api, key }: { origin: string; api: string; key: string },
): Promise<() => Promise<void>> {
  const files: Record<string, string> = {
    '/': readFileSync(join(folder, 'examples', example, 'index.html'), 'utf8'),
    '/config.js': `export const API_URL = ${JSON.stringify(api)}\nexport const SHOP_KEY = ${JSON.stringify(key)}`,
    ...(example === 'html'
      ? { '/shop.js': readFileSync(join(folder, 'examples/html/shop.js'), 'utf8'), ...builtClient() }
      : { '/shop.jsx': await bundle('examples/react/shop.jsx', ['./config.js']) }),
  }
  const server = createServer(({ url = '' }, response) => {
    const body = files[url]
    const type = url === '/' ? 'text/html' : 'text/javascript'
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': `${type}; charset=utf-8` }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(Number(new URL(origin).port), '127.0.0.1', resolve))
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
}
