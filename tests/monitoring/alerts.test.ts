import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveMetrics, type BackupMetrics } from '../../infra/backup/serve-metrics.ts'
import { root } from '../../infra/local/paths.ts'
import { freePorts, randomPortBase } from '../../infra/local/product/ports.ts'
import { startProduct, type Product } from '../../infra/local/product/start-product.ts'
import { removeData } from '../../infra/local/stores/postgres.ts'
import { startBouncingSmtp, type BouncingSmtp } from '../custody/bouncing-smtp.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import { randomFrom } from '../traffic/random.ts'
import { createVisitor } from '../traffic/visitor.ts'
import { namesIn, namesServed } from './metric-names.ts'
import { startPrometheus, type Prometheus } from './start-prometheus.ts'

interface Alert {
  labels: Record<string, string>
  annotations: Record<string, string>
  state: string
}

/** Served by the exporters of the profile monitoring and by Prometheus itself. */
const OF_EXPORTERS = [
  'up',
  'node_filesystem_avail_bytes',
  'node_filesystem_size_bytes',
  'probe_success',
  'probe_ssl_earliest_cert_expiry',
]

const data = mkdtempSync(join(tmpdir(), 'triclic-monitoring-'))
let smtp: BouncingSmtp
let product: Product
let backup: BackupMetrics
let prometheus: Prometheus
let metrics: Parameters<typeof startPrometheus>[0]['metrics']
beforeAll(async () => {
  smtp = await startBouncingSmtp(join(data, 'mails'))
  product = await startProduct({
    data: join(data, 'product'),
    portBase: randomPortBase(),
    template: process.env['PRODUCT_TEMPLATE'],
    external: { smtpUrl: smtp.url },
    servers: ['api', 'worker', 'portal', 'storefront'],
    operatorPage: true,
  })
  backup = await serveMetrics({ folder: data, port: 0, host: '127.0.0.1', onError: () => undefined })
  metrics = { 'operator-page': '', ...product.run.metrics, backup: backup.url }
  const [port = 0] = await freePorts(1, randomPortBase())
  prometheus = await startPrometheus({ folder: join(data, 'prometheus'), port, metrics })
})
afterAll(async () => {
  await prometheus?.stop()
  await backup?.close()
  await product?.stop()
  await smtp?.stop()
  removeData(join(data, 'product'))
  rmSync(data, { recursive: true, force: true })
})

const patient = { timeout: 60_000, interval: 500 }

/** The alerts that fire, by name. */
async function firing(): Promise<Map<string, Alert>> {
  const { alerts } = await prometheus.read<{ alerts: Alert[] }>('alerts').catch(() => ({ alerts: [] }))
  const fired = alerts.filter(({ state }) => state === 'firing')
  return new Map(fired.map((alert) => [alert.labels['alertname'] ?? '', alert]))
}

test('Prometheus scrapes every server, and a mail that the relay refuses fires the alert for it', async () => {
  const jobs = ['api', 'backup', 'operator-page', 'portal', 'storefront', 'worker']
  await expect
    .poll(async () => {
      const { result } = await prometheus
        .read<{ result: { metric: { job: string } }[] }>('query?query=up==1')
        .catch(() => ({ result: [] }))
      return result.map(({ metric }) => metric.job).sort()
    }, patient)
    .toEqual(jobs)
  expect([...(await firing()).keys()]).not.toContain('MailsFail')

  smtp.decide = () => 'refuseMail'
  const [shop] = product.run.shops
  const visitor = createVisitor(product.run.api, shop?.key ?? '', { headers: { origin: shop?.origin ?? '' } })
  await placeSampleOrder(visitor, randomFrom(1).fork('monitoring'))
  await expect
    .poll(async () => (await firing()).get('MailsFail'), patient)
    .toMatchObject({
      labels: { kind: 'ORDER_CONFIRMATION', severity: 'warning', job: 'worker' },
      annotations: {
        summary: 'A mail of the kind ORDER_CONFIRMATION was refused for good',
        runbook: 'docs/monitoring.md#mailsfail',
      },
    })
  expect([...(await firing()).keys()]).not.toContain('FragmentFailed')
})

test('every metric of a rule or a panel is served, and every one of ours is on a panel', async () => {
  const texts = await Promise.all(Object.values(metrics).map(async (url) => (await fetch(url)).text()))
  const served = new Set([...texts.flatMap(namesServed), ...OF_EXPORTERS])
  const { groups } = await prometheus.read<{ groups: { rules: { query: string }[] }[] }>('rules')
  const rules = groups.flatMap((group) => group.rules.map(({ query }) => query))
  const boards = join(root, 'infra/monitoring/dashboards')
  const panels = globSync('*.json', { cwd: boards }).flatMap((file) => {
    const board = JSON.parse(readFileSync(join(boards, file), 'utf8')) as {
      panels: { targets: { expr: string }[] }[]
    }
    return board.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))
  })
  expect(rules.length).toBeGreaterThan(20)
  expect([...rules, ...panels].flatMap(namesIn).filter((name) => !served.has(name))).toEqual([])

  const shown = new Set(panels.flatMap(namesIn).map(familyOf))
  const ours = [...served].filter((name) => name.startsWith('triclic_')).map(familyOf)
  expect([...new Set(ours)].filter((name) => !shown.has(name))).toEqual([])
})

/** A histogram has three names. */
const familyOf = (name: string): string => name.replace(/_(?:bucket|count|sum)$/, '')
