/** One panel of a dashboard: lines over time, each a PromQL expression with the labels that name its lines. */
export interface Panel {
  title: string
  /** What a reader should think of what the panel shows. */
  description: string
  /** A unit of Grafana: `short`, `s`, `bytes`, `percentunit`, `reqps`. */
  unit: string
  lines: readonly [expression: string, legend: string][]
}

export interface Dashboard {
  uid: string
  title: string
  panels: readonly Panel[]
}

const rate = (metric: string, by: string) => `sum by (${by}) (rate(${metric}[5m]))`
const p99 = (metric: string, by: string) =>
  `histogram_quantile(0.99, ${rate(`${metric}_bucket`, `${by}, le`)})`

const servers: Dashboard = {
  uid: 'triclic-servers',
  title: 'Triclic: servers',
  panels: [
    panel('Servers that answer', 'Every line should be at 1.', 'short', [['up', '{{job}}']]),
    panel('Stores that can be used', 'What /health/ready of the API says of each store: 1, or 0.', 'short', [
      ['triclic_store_up', '{{store}}'],
    ]),
    panel('Requests', 'By server and status.', 'reqps', [
      [rate('triclic_http_requests_total', 'job, status'), '{{job}} {{status}}'],
    ]),
    panel('Duration of requests', 'The 99th percentile by server.', 's', [
      [p99('triclic_http_request_duration_seconds', 'job'), '{{job}}'],
    ]),
    panel('Unexpected errors', 'Each is in the log at level 50.', 'short', [
      ['increase(triclic_unexpected_errors_total[15m])', '{{job}} {{place}}'],
    ]),
    panel('Closed connections', 'By the limit that was reached.', 'short', [
      ['increase(triclic_http_connections_closed_total[15m])', '{{job}} {{limit}}'],
    ]),
    panel('Connections to PostgreSQL', 'Used, free, and requests that wait for one.', 'short', [
      ['triclic_database_connections', '{{job}} {{pool}} {{state}}'],
      ['triclic_database_waiting', '{{job}} {{pool}} waiting'],
    ]),
    panel('Event loop', 'The 99th percentile of its lag: a server that computes does not answer.', 's', [
      ['nodejs_eventloop_lag_p99_seconds', '{{job}}'],
    ]),
    panel('Memory', 'Resident memory of each server.', 'bytes', [
      ['process_resident_memory_bytes', '{{job}}'],
    ]),
    panel('Free disk', 'The part of each file system that is left.', 'percentunit', [
      [
        'node_filesystem_avail_bytes{fstype!~"tmpfs|ramfs|overlay|squashfs"} / node_filesystem_size_bytes',
        '{{mountpoint}}',
      ],
    ]),
    panel('Websites', 'Whether each can be reached from outside.', 'short', [
      ['probe_success', '{{instance}}'],
    ]),
    panel('Certificates', 'Time until each expires.', 's', [
      ['probe_ssl_earliest_cert_expiry - time()', '{{instance}}'],
    ]),
  ],
}

const sales: Dashboard = {
  uid: 'triclic-sales',
  title: 'Triclic: orders and payments',
  panels: [
    panel('Orders and card payments', 'What buyers asked for, by result.', 'reqps', [
      [
        'sum by (operation, outcome) (rate(triclic_graphql_operations_total{operation=~"placeOrder|payByCard"}[5m]))',
        '{{operation}} {{outcome}}',
      ],
    ]),
    panel('Operations that fail', 'Neither a success nor a mistake of the client.', 'reqps', [
      [
        'sum by (operation, outcome) (rate(triclic_graphql_operations_total{outcome=~"SERVICE_UNAVAILABLE|INTERNAL_SERVER_ERROR"}[5m]))',
        '{{operation}} {{outcome}}',
      ],
    ]),
    panel('Duration of the checkout', 'The 99th percentile.', 's', [
      [
        'histogram_quantile(0.99, sum by (operation, le) (rate(triclic_graphql_operation_duration_seconds_bucket{operation=~"placeOrder|payByCard"}[5m])))',
        '{{operation}}',
      ],
    ]),
    panel('Checked cards', 'By result: a part is always refused.', 'reqps', [
      [rate('triclic_card_checks_total', 'outcome'), '{{outcome}}'],
    ]),
    panel('Notifications of banks', 'By bank and what became of them.', 'reqps', [
      [rate('triclic_bank_notifications_total', 'bank, verdict'), '{{bank}} {{verdict}}'],
    ]),
    panel('Loading catalogs', 'The 99th percentile by result.', 's', [
      [p99('triclic_catalog_load_duration_seconds', 'outcome'), '{{outcome}}'],
    ]),
  ],
}

const work: Dashboard = {
  uid: 'triclic-work',
  title: 'Triclic: mails, keys and backups',
  panels: [
    panel('Jobs in the queues', 'Delayed ones are tried again later.', 'short', [
      ['triclic_queue_jobs', '{{queue}} {{state}}'],
    ]),
    panel('Oldest waiting job', 'Seconds, unless the worker is stuck.', 's', [
      ['triclic_queue_oldest_waiting_seconds', '{{queue}}'],
    ]),
    panel('Duration of jobs', 'The 99th percentile by queue and result.', 's', [
      [p99('triclic_job_duration_seconds', 'queue, outcome'), '{{queue}} {{outcome}}'],
    ]),
    panel('Mails that wait or have failed', 'Failed ones are those of the last seven days.', 'short', [
      ['triclic_mails', '{{state}}'],
    ]),
    panel('Oldest queued mail', 'Age; 0 if none waits.', 's', [
      ['triclic_mails_oldest_queued_seconds', '{{job}}'],
    ]),
    panel('Mails that ended', 'By kind and state.', 'reqps', [
      [rate('triclic_mails_total', 'kind, state'), '{{kind}} {{state}}'],
    ]),
    panel('Days with keys', 'From today on; seven or eight while they are made.', 'short', [
      ['triclic_key_days', '{{job}} {{keys}}'],
    ]),
    panel('Age of the backups', 'Of the newest complete one, and of what can be restored.', 's', [
      ['time() - (triclic_backup_complete_timestamp_seconds > 0)', 'complete'],
      ['time() - (triclic_backup_recoverable_timestamp_seconds > 0)', 'recoverable'],
    ]),
  ],
}

function panel(title: string, description: string, unit: string, lines: Panel['lines']): Panel {
  return { title, description, unit, lines }
}

/** The dashboards, as they are written to infra/monitoring/dashboards. */
export const dashboards: readonly Dashboard[] = [servers, sales, work]
