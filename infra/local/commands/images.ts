/** `npm run images [-- <target>…]`: builds the images of infra/Dockerfile with docker, podman or buildah. */
import { buildImages, targets } from '../images/build-images.ts'
import { findOrInstallEngine } from '../images/install-engine.ts'
import { onShutdown } from '../process/on-shutdown.ts'
import { stopTools } from '../process/run-tool.ts'
import { failWith } from '../user-facing-error.ts'

const print = (line: string) => void process.stdout.write(`${line}\n`)

onShutdown(async () => stopTools())
try {
  const wanted = process.argv.slice(2)
  const engine = await findOrInstallEngine({ runs: false }, print)
  const built = await buildImages(engine, wanted.length > 0 ? wanted : targets(), print)
  for (const { name, bytes } of built) print(`${name}: ${Math.round(bytes / 1e6)} MB`)
} catch (error) {
  failWith(error)
}
