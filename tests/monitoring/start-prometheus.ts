import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../infra/local/paths.ts'
import { startChild } from '../../infra/local/process/child-process.ts'
import { readSetting } from '../../infra/local/settings.ts'

export interface Prometheus {
  /** The data of an answer of its API. @param path such as `alerts` */
  read: <T>(path: string) => Promise<T>
  stop: () => Promise<void>
}

/** The ports of compose.yml, by the names of the jobs in prometheus.yml. */
const PORTS = {
  api: 4008,
  worker: 4009,
  portal: 4010,
  storefront: 4011,
  backup: 4015,
  'operator-page': 4017,
} as const

interface PrometheusOptions {
  /** Holds its configuration, its data and its log. */
  folder: string
  port: number
  /** Where each server serves its metrics, instead of the port that it has in compose.yml. */
  metrics: Record<keyof typeof PORTS, string>
}

/** Starts the Prometheus that `npm test` has found with the files of infra/monitoring, scraping each second instead of every 15. */
export async function startPrometheus({ folder, port, metrics }: PrometheusOptions): Promise<Prometheus> {
  const programs = readSetting('PROMETHEUS_PATH')
  if (!programs)
    throw new Error('PROMETHEUS_PATH is not set: run npm test -- monitoring, which finds Prometheus.')
  cpSync(join(root, 'infra/monitoring'), folder, { recursive: true })
  const file = join(folder, 'prometheus.yml')
  let text = readFileSync(file, 'utf8').replaceAll('_interval: 15s', '_interval: 1s')
  for (const [name, original] of Object.entries(PORTS)) {
    const { host } = new URL(metrics[name as keyof typeof PORTS])
    text = replaceOnce(text, `127.0.0.1:${original}`, host)
  }
  writeFileSync(file, text)
  const url = `http://127.0.0.1:${port}`
  const child = startChild({
    name: 'prometheus',
    command: join(programs, 'prometheus'),
    args: [
      `--config.file=${file}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    env: {},
    log: join(folder, 'prometheus.log'),
  })
  return {
    async read<T>(path: string) {
      const { data } = (await (await fetch(`${url}/api/v1/${path}`)).json()) as { data: T }
      return data
    },
    stop: child.stop,
  }
}

function replaceOnce(text: string, old: string, replacement: string): string {
  if (text.split(old).length !== 2) throw new Error(`prometheus.yml does not have ${old} once.`)
  return text.replace(old, replacement)
}
