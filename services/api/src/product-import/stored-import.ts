import type { Mapping } from '../product-file/field.ts'
import type { Format } from '../product-file/formats.ts'
import type { Problem } from '../product-file/problem.ts'

export const IMPORT_STATUSES = [
  'CHECKING',
  'CHECKED',
  'APPLYING',
  'APPLIED',
  'UNDOING',
  'UNDONE',
  'FAILED',
] as const
export type ImportStatus = (typeof IMPORT_STATUSES)[number]

/** A column of the file. */
export interface ImportColumn {
  header: string
  /** The first values that are not empty, shortened. */
  examples: string[]
}

export interface StoredImport {
  id: string
  createdAt: Date
  memberName: string
  fileName: string
  /** Null until the file has been read. */
  format: Format | null
  mapping: Mapping | null
  columns: ImportColumn[]
  status: ImportStatus
  /** Of the worker's present task, from 0 to 100. */
  progress: number
  rowCount: number
  createdCount: number
  changedCount: number
  unchangedCount: number
  /** The first of them. */
  problems: Problem[]
  problemCount: number
  /** Names of the products that undoing left as they are. */
  conflicts: string[]
  appliedAt: Date | null
}

/** Columns of `product_import` as a StoredImport, without the file. Times are milliseconds since 1970. */
export const IMPORT_COLUMNS = `
  id, floor(extract(epoch from created_at) * 1000)::float8 as "createdAt", member_name as "memberName", file_name as "fileName", format, mapping,
  columns, status, progress, row_count as "rowCount", created_count as "createdCount", changed_count as "changedCount",
  unchanged_count as "unchangedCount", problems, problem_count as "problemCount", conflicts,
  floor(extract(epoch from applied_at) * 1000)::float8 as "appliedAt"`

export type ImportRow = Omit<StoredImport, 'createdAt' | 'appliedAt'> & {
  createdAt: number
  appliedAt: number | null
}

export const toStoredImport = (row: ImportRow): StoredImport => ({
  ...row,
  createdAt: new Date(row.createdAt),
  appliedAt: row.appliedAt === null ? null : new Date(row.appliedAt),
})
