import type { Page } from '../docs/pages.ts'
import { dashboards, type Dashboard, type Panel } from './panels.ts'

/** The data source variable of the dashboard: whoever imports it chooses the Prometheus. */
const DATASOURCE = { type: 'prometheus', uid: '${datasource}' }
/** A dashboard is 24 units wide. */
const [COLUMNS, WIDTH, HEIGHT] = [2, 12, 8]

/** A dashboard in the JSON of Grafana 10 and newer (schemaVersion 39). */
function toGrafana({ uid, title, panels }: Dashboard) {
  return {
    uid,
    title,
    tags: ['triclic'],
    schemaVersion: 39,
    version: 1,
    editable: true,
    timezone: 'browser',
    refresh: '30s',
    time: { from: 'now-6h', to: 'now' },
    annotations: { list: [] },
    templating: {
      list: [
        {
          name: 'datasource',
          label: 'Prometheus',
          type: 'datasource',
          query: 'prometheus',
          hide: 0,
          refresh: 1,
          regex: '',
          multi: false,
          includeAll: false,
          options: [],
          current: {},
        },
      ],
    },
    panels: panels.map(toPanel),
  }
}

const toPanel = ({ title, description, unit, lines }: Panel, index: number) => ({
  id: index + 1,
  type: 'timeseries',
  title,
  description,
  datasource: DATASOURCE,
  gridPos: { x: (index % COLUMNS) * WIDTH, y: Math.floor(index / COLUMNS) * HEIGHT, w: WIDTH, h: HEIGHT },
  fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
  options: {
    legend: { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] },
    tooltip: { mode: 'multi', sort: 'desc' },
  },
  targets: lines.map(([expr, legendFormat], line) => ({
    refId: String.fromCharCode(65 + line),
    datasource: DATASOURCE,
    expr,
    legendFormat,
  })),
})

/** The files of infra/monitoring/dashboards. */
export const dashboardPages: Page[] = dashboards.map((dashboard) => ({
  file: `infra/monitoring/dashboards/${dashboard.uid.replace('triclic-', '')}.json`,
  generate: () => `${JSON.stringify(toGrafana(dashboard), null, 2)}\n`,
}))
