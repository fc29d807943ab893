/** The health check of the containers with Node.js: `node check-health.mjs <url>` exits with 0 if the URL answers with a status of success. */
const [url] = process.argv.slice(2)
const timeoutMs = 4_000

const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) }).catch((error) => error)
if (response.ok) process.exit(0)
console.error(response instanceof Error ? String(response.cause ?? response) : `Status ${response.status}`)
process.exit(1)
