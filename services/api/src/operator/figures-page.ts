import type { Language } from '../kernel/errors.ts'
import { PRODUCT_VERSION } from '../platform/product-version.ts'
import type { Figures } from './load-figures.ts'
import type { Servers } from './load-servers.ts'
import { operatorText } from './operator-texts.ts'
import { layout, markup, type Markup } from './page-layout.ts'

/** A value of a table; one that somebody should look at is emphasised. */
type Cell = string | number | { bad: string | number }

const WAITS_LONG_SECONDS = 60
const FEW_DAYS = 2
const BACKUP_LATE_MS = 30 * 3_600_000
const RECOVERY_LATE_MS = 300_000

/** All figures of the platform as tables. */
export function figuresPage(language: Language, figures: Figures, servers: Servers, now: Date): string {
  const content = markup`<p class="soft">
      ${operatorText('asOf', language, { time: minuteOf(now.getTime()) })}
    </p>
    <div class="grid">
      ${healthSection(language, servers)} ${shopsSection(language, figures)}
      ${queueSection(language, servers)} ${trouble(language, figures)}
      ${keysSection(language, figures, servers, now.getTime())}
      ${orders(language, 'ordersByHour', 'hour', figures.ordersByHour)}
      ${orders(language, 'ordersByDay', 'day', figures.ordersByDay)}
    </div>`
  return layout(language, { path: '/', isSignedIn: true, content })
}

function healthSection(language: Language, { servers, stores }: Servers): Markup {
  const text = (key: 'server' | 'state' | 'since' | 'version' | 'store') => operatorText(key, language)
  const stateOf = (isUp: boolean): Cell =>
    isUp ? operatorText('up', language) : { bad: operatorText('down', language) }
  return section(operatorText('health', language), [
    servers.length === 0
      ? markup`<p>${operatorText('unknownServers', language)}</p>`
      : table(
          [text('server'), text('state'), text('since'), text('version')],
          servers.map(({ name, startedAt, version }) => [
            name,
            stateOf(startedAt !== null),
            startedAt === null ? '' : minuteOf(startedAt),
            version ?? '',
          ]),
          language,
        ),
    ...(stores.length === 0
      ? []
      : [
          table(
            [text('store'), text('state')],
            stores.map(({ name, isUp }) => [name, stateOf(isUp)]),
            language,
          ),
        ]),
  ])
}

function shopsSection(language: Language, { shops }: Figures): Markup {
  const rows = (['active', 'suspended', 'closed'] as const).map((status): Cell[] => [
    operatorText(status, language),
    shops[status.toUpperCase()] ?? 0,
  ])
  return section(operatorText('shops', language), [
    table([operatorText('state', language), operatorText('shops', language)], rows, language),
  ])
}

function queueSection(language: Language, { queues }: Servers): Markup {
  const head = (['queue', 'waiting', 'running', 'delayed', 'oldest'] as const).map((key) =>
    operatorText(key, language),
  )
  const rows = queues.map(({ name, waiting, active, delayed, oldestSeconds }): Cell[] => [
    name,
    waiting,
    active,
    delayed,
    oldestSeconds > WAITS_LONG_SECONDS ? { bad: oldestSeconds } : oldestSeconds,
  ])
  return section(operatorText('queues', language), [table(head, rows, language)])
}

function trouble(language: Language, figures: Figures): Markup[] {
  const text = (key: 'kind' | 'mails' | 'bank' | 'notifications') => operatorText(key, language)
  const head = (['shop', 'failedMailsShort', 'lostFragments', 'refusedShort', 'unmatchedShort'] as const).map(
    (key) => operatorText(key, language),
  )
  const shops = figures.inTrouble.map((shop): Cell[] => [
    shop.slug,
    shop.failedMails,
    shop.lostFragments > 0 ? { bad: shop.lostFragments } : 0,
    shop.refusedNotifications,
    shop.unmatchedPayments,
  ])
  return [
    section(operatorText('failedMails', language), [
      table(
        [text('kind'), text('mails')],
        figures.failedMails.map(({ kind, mails }) => [kind, mails]),
        language,
      ),
    ]),
    section(operatorText('refusedNotifications', language), [
      table(
        [text('bank'), text('notifications')],
        figures.refusedNotifications.map(({ bank, notifications }) => [bank, notifications]),
        language,
      ),
      markup`<p>${operatorText('unmatchedPayments', language, { payments: figures.unmatchedPayments })}</p>`,
    ]),
    section(operatorText('inTrouble', language), [table(head, shops, language)], 'wide'),
  ]
}

function keysSection(
  language: Language,
  { database, disk }: Figures,
  { keys, backup }: Servers,
  now: number,
): Markup {
  const gigabytes = (bytes: number) => (bytes / 1e9).toFixed(1)
  const moment = (at: number | null, lateMs: number): Cell => {
    if (at === null) return operatorText('noBackup', language)
    return now - at > lateMs ? { bad: minuteOf(at) } : minuteOf(at)
  }
  const free = operatorText('diskOf', language, { free: gigabytes(disk.free), total: gigabytes(disk.total) })
  const rows: Cell[][] = [
    ...keys.map(({ name, days }): Cell[] => [
      operatorText('keyDays', language, { keys: name }),
      days < FEW_DAYS ? { bad: days } : days,
    ]),
    [operatorText('backupComplete', language), moment(backup.completeAt, BACKUP_LATE_MS)],
    [operatorText('recoverableTo', language), moment(backup.recoverableTo, RECOVERY_LATE_MS)],
    [operatorText('diskFree', language), disk.free < disk.total / 10 ? { bad: free } : free],
    [
      operatorText('databaseSize', language),
      operatorText('megabytes', language, { size: Math.round(database.bytes / 1e6) }),
    ],
    [operatorText('postgres', language), database.version],
    [
      operatorText('migrations', language),
      operatorText('migrationsOf', language, {
        count: database.migrations,
        newest: database.newestMigration,
      }),
    ],
    [operatorText('product', language), PRODUCT_VERSION],
  ]
  return section(operatorText('keys', language), [table([], rows, language)])
}

const orders = (
  language: Language,
  title: 'ordersByHour' | 'ordersByDay',
  unit: 'hour' | 'day',
  counts: Figures['ordersByHour'],
): Markup =>
  section(operatorText(title, language), [
    table(
      [operatorText(unit, language), operatorText('orders', language)],
      counts
        .map(({ from, orders: count }) => [unit === 'hour' ? `${from.slice(11)}:00` : from, count])
        .reverse(),
      language,
    ),
  ])

const section = (title: string, content: Markup[], className = ''): Markup =>
  markup`<section class="${className}">
    <h2>${title}</h2>
    <div class="overflow-x-auto" role="group" tabindex="0" aria-label="${title}">${content}</div>
  </section>`

/** The first cell of a row names it. */
function table(head: string[], rows: Cell[][], language: Language): Markup {
  if (rows.length === 0) return markup`<p>${operatorText('nothing', language)}</p>`
  const isNumber = (column: number) => rows.every((row) => typeof valueOf(row[column] ?? '') === 'number')
  const heads = head.map(
    (title, column) => markup`<th scope="col" class="${isNumber(column) ? 'number' : ''}">${title}</th>`,
  )
  const lines = rows.map(
    ([first = '', ...rest]) =>
      markup`<tr>
        <th scope="row">${valueOf(first)}</th>
        ${rest.map((cell, index) => cellOf(cell, isNumber(index + 1)))}
      </tr>`,
  )
  return markup`<table>
    ${
      head.length === 0
        ? ''
        : markup`<thead>
            <tr>
              ${heads}
            </tr>
          </thead>`
    }
    <tbody>
      ${lines}
    </tbody>
  </table>`
}

const valueOf = (cell: Cell): string | number => (typeof cell === 'object' ? cell.bad : cell)

const cellOf = (cell: Cell, isNumber: boolean): Markup =>
  markup`<td class="${isNumber ? 'number' : ''}${typeof cell === 'object' ? ' bad' : ''}">${valueOf(cell)}</td>`

/** `2026-11-30 08:15` */
const minuteOf = (ms: number): string => new Date(ms).toISOString().slice(0, 16).replace('T', ' ')
