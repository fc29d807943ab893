import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { waitingPage } from './waiting-page.ts'

/** What the requests in the pages may use: the API, and a shop whose websites include that of the documentation. */
export interface Explorer {
  api: string
  /** Whose forms a page may submit; undefined where payments at a bank are not tried. */
  bank?: string
  shop: { slug: string; key: string; origin: string }
}

export interface Site {
  /** The built site; may not exist yet. */
  folder: string
  /** Whether the site is reached under this host name. */
  isHost: (name: string) => boolean
  /** undefined: requests cannot be run from the pages. */
  explorer: Explorer | undefined
}

export interface DocsServer {
  stop: () => Promise<void>
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.graphql': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
}

// Prevents DNS rebinding: a web page whose host name resolves to 127.0.0.1 must not read what is served here.
const isLocal = (name: string): boolean =>
  name === '127.0.0.1' || name === 'localhost' || name.endsWith('.localhost')

/** Serves the documentation on 127.0.0.1, for this machine. Until the site is built, every page says so and loads itself again. */
export async function serveDocs({
  port,
  ...site
}: Omit<Site, 'isHost'> & { port: number }): Promise<DocsServer> {
  const server = createServer(siteListener({ ...site, isHost: isLocal }))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve)
  })
  return {
    stop: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** Answers the requests of a server with the files of the site. */
export const siteListener =
  (site: Site) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    answer(site, request, response).catch(() => response.writableEnded || response.writeHead(500).end())
  }

async function answer(
  { folder, isHost, explorer }: Site,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isHost((request.headers.host ?? '').replace(/:\d+$/, ''))) return void response.writeHead(421).end()
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return void response.writeHead(405, { allow: 'GET, HEAD' }).end()
  const path = pathOf(request.url ?? '/')
  if (path === undefined) return void response.writeHead(400).end()
  if (path === '/explorer.json') return sendExplorer(response, explorer)
  const file = await findFile(folder, path)
  if (file) return send(response, 200, file, explorer)
  const isBuilt = await readFile(join(folder, '404.html')).catch(() => undefined)
  if (isBuilt) return send(response, 404, { name: '404.html', content: isBuilt }, explorer)
  const content = Buffer.from(waitingPage)
  send(response, 503, { name: 'waiting.html', content }, explorer, { 'retry-after': '3' })
}

/** undefined for a path that is not valid or leaves the folder. */
function pathOf(url: string): string | undefined {
  const [raw = ''] = url.split(/[?#]/)
  try {
    const path = decodeURIComponent(raw)
    return path.startsWith('/') && !/[\0\\]|\/\.\.?(\/|$)/.test(path) ? path : undefined
  } catch {
    return undefined
  }
}

interface File {
  name: string
  content: Buffer
}

/** A file of the site: `/guide/first-order` is guide/first-order.html, `/` is index.html. */
async function findFile(folder: string, path: string): Promise<File | undefined> {
  const names = path.endsWith('/') ? [`${path}index.html`] : [path, `${path}.html`, `${path}/index.html`]
  for (const name of names) {
    const content = await readFile(join(folder, name)).catch(() => undefined)
    if (content) return { name, content }
  }
  return undefined
}

function sendExplorer(response: ServerResponse, explorer: Explorer | undefined): void {
  if (!explorer) return void response.writeHead(404, { 'content-type': 'text/plain' }).end('Not allowed\n')
  const {
    api,
    shop: { slug, key, origin },
  } = explorer
  response
    .writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
    .end(JSON.stringify({ api, shop: { slug, key, origin } }))
}

function send(
  response: ServerResponse,
  status: number,
  { name, content }: File,
  explorer: Explorer | undefined,
  more: OutgoingHttpHeaders = {},
): void {
  const isPage = name.endsWith('.html')
  response
    .writeHead(status, {
      'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
      'content-length': content.length,
      // The names of built files contain a hash of their content.
      'cache-control': name.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      ...(isPage && { 'content-security-policy': policyOf(content.toString('utf8'), explorer) }),
      ...more,
    })
    .end(response.req.method === 'HEAD' ? undefined : content)
}

/** Scripts in the page are allowed by their hash. Code blocks have colours in style attributes. A bank's form leads back over the API to the shop. */
function policyOf(html: string, explorer: Explorer | undefined): string {
  const hashes = [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  )
  const forms = explorer
    ? [explorer.bank ?? '', explorer.api, explorer.shop.origin].join(' ').trim()
    : "'none'"
  return [
    "default-src 'none'",
    `script-src 'self' ${hashes.join(' ')}`.trim(),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${explorer ? ` ${explorer.api}` : ''}`,
    `form-action ${forms}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
