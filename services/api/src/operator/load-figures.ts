import { statfs } from 'node:fs/promises'
import type { OperatorPage } from './operator-page.ts'

export interface ShopInTrouble {
  slug: string
  failedMails: number
  lostFragments: number
  refusedNotifications: number
  unmatchedPayments: number
}

/** What the database says of the platform as a whole. Failures are those of the last seven days. */
export interface Figures {
  /** By status: ACTIVE, SUSPENDED, CLOSED. */
  shops: Record<string, number>
  /** Of the last 24 hours and 14 days (UTC), oldest first. `from` is ISO 8601. */
  ordersByHour: { from: string; orders: number }[]
  ordersByDay: { from: string; orders: number }[]
  failedMails: { kind: string; mails: number }[]
  refusedNotifications: { bank: string; notifications: number }[]
  unmatchedPayments: number
  inTrouble: ShopInTrouble[]
  database: { version: string; bytes: number; migrations: number; newestMigration: string }
  /** Bytes of the disk that this process is on. */
  disk: { free: number; total: number }
}

const [HOUR_MS, HOURS, DAYS] = [3_600_000, 24, 14]

/** Reads the figures. The database role of this process can call these functions, and read no table. */
export async function loadFigures({ orm }: OperatorPage, now = new Date()): Promise<Figures> {
  const read = <T>(sql: string): Promise<T[]> => orm.em.fork().execute<T[]>(sql)
  const [shops, orders, failedMails, refused, unmatched, inTrouble, database, disk] = await Promise.all([
    read<{ status: string; shops: number }>('select status, shops::int from operator_shops()'),
    read<{ hour: string; orders: number }>(
      `select to_char(hour at time zone 'UTC', 'YYYY-MM-DD"T"HH24') as hour, orders::int from operator_orders(${DAYS * 24})`,
    ),
    read<{ kind: string; mails: number }>(
      'select kind, mails::int from operator_failed_mails() order by 2 desc, 1',
    ),
    read<{ bank: string; notifications: number }>(
      'select bank, notifications::int from operator_refused_notifications() order by 2 desc, 1',
    ),
    read<{ payments: number }>('select operator_unmatched_payments()::int as payments'),
    read<ShopInTrouble>(
      `select slug, failed_mails::int as "failedMails", lost_fragments::int as "lostFragments",
         refused_notifications::int as "refusedNotifications", unmatched_payments::int as "unmatchedPayments"
       from operator_shops_in_trouble()`,
    ),
    read<Figures['database']>(
      `select version, pg_database_size(current_database())::float8 as bytes, migrations::int, newest_migration as "newestMigration" from operator_database()`,
    ),
    statfs('/'),
  ])
  const byHour = new Map(orders.map(({ hour, orders: count }) => [hour, count]))
  const hoursFrom = (end: number, count: number) =>
    Array.from({ length: count }, (_, index) =>
      new Date(end - (count - 1 - index) * HOUR_MS).toISOString().slice(0, 13),
    )
  const today = now.toISOString().slice(0, 10)
  const days = hoursFrom(Date.parse(`${today}T23:00:00Z`), DAYS * 24)
  return {
    shops: Object.fromEntries(shops.map(({ status, shops: count }) => [status, count])),
    ordersByHour: hoursFrom(now.getTime(), HOURS).map((hour) => ({
      from: hour,
      orders: byHour.get(hour) ?? 0,
    })),
    ordersByDay: [...new Set(days.map((hour) => hour.slice(0, 10)))].map((day) => ({
      from: day,
      orders: days
        .filter((hour) => hour.startsWith(day))
        .reduce((sum, hour) => sum + (byHour.get(hour) ?? 0), 0),
    })),
    failedMails,
    refusedNotifications: refused,
    unmatchedPayments: unmatched[0]?.payments ?? 0,
    inTrouble,
    database: database[0] ?? { version: '', bytes: 0, migrations: 0, newestMigration: '' },
    disk: { free: disk.bavail * disk.bsize, total: disk.blocks * disk.bsize },
  }
}
