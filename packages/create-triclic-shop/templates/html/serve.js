import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}
const port = Number(process.env.PORT ?? 5173)

/** The file that a path names, or null. Hidden files and this one are not served. */
function findFile(path) {
  if (/(^|[/\\])\.|^[/\\]serve\.js$/.test(path)) return null
  const file = join(import.meta.dirname, path)
  const stat = statSync(file, { throwIfNoEntry: false })
  return stat?.isDirectory() ? findFile(join(path, 'index.html')) : stat && file
}

createServer(({ url = '/' }, response) => {
  const [path] = url.split('?')
  const file = findFile(normalize(path))
  const type = TYPES[extname(file ?? '')] ?? 'application/octet-stream'
  response.writeHead(file ? 200 : 404, { 'content-type': `${type}; charset=utf-8` })
  if (file) createReadStream(file).pipe(response)
  else response.end()
}).listen(port, () => process.stdout.write(`http://localhost:${port}\n`))
