import type { Mapping } from '../product-file/field.ts'
import type { Format } from '../product-file/formats.ts'
import type { Problem } from '../product-file/problem.ts'

export const IMPORT_STATUSES = [
  'UPLOADING',
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

export const CONFLICT_REASONS = ['CHANGED', 'DELETED', 'SKU_TAKEN'] as const

/** A product that undoing left as it is, and why. */
export interface Conflict {
  /** Of the product. */
  name: string
  reason: (typeof CONFLICT_REASONS)[number]
}

export const MATCHES = ['HANDLE', 'SKU', 'NUMBER', 'NAME'] as const

/** A product of the shop that an import changes. */
export interface PlannedChange {
  /** As it is before the import. */
  name: string
  /** By the import; null when the name stays. */
  newName: string | null
  /** By what the file names it. */
  matchedBy: (typeof MATCHES)[number]
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
  /** What the member should know. The first of them. */
  remarks: Problem[]
  remarkCount: number
  conflicts: Conflict[]
  /** The first products of the shop that the import changes. */
  changes: PlannedChange[]
  /** The PrestaShop site that the file comes from, as the member named it; null when nobody has told. */
  site: string | null
  /** The sites that the shop's products come from. */
  knownSites: string[]
  /** Collections that the import creates. */
  newCollectionCount: number
  /** Pictures that products get. */
  pictureCount: number
  /** Rows that are written, and pictures that are stored, in the present step. */
  rowsDone: number
  picturesDone: number
  /** Whether the uploaded file is still there. */
  hasFile: boolean
  appliedAt: Date | null
}

/**
 * A query for StoredImports, without the file; a condition on `i` follows. Times are milliseconds since 1970. While the worker works, the progress is that of
 * the present step.
 * @param withDetails whether with problems, remarks and changes, which may be many, and the sites
 */
export const selectImports = (withDetails: boolean): string => `
  select i.id, floor(extract(epoch from i.created_at) * 1000)::float8 as "createdAt", i.member_name as "memberName", i.file_name as "fileName",
    i.format, i.mapping, i.columns, i.status, coalesce(p.progress, i.progress) as progress, coalesce(p.rows_done, 0) as "rowsDone",
    coalesce(p.pictures_done, 0) as "picturesDone", i.row_count as "rowCount", i.created_count as "createdCount",
    i.changed_count as "changedCount", i.unchanged_count as "unchangedCount", ${withDetails ? DETAILS : NO_DETAILS},
    i.site, i.problem_count as "problemCount", i.remark_count as "remarkCount", i.conflicts, i.new_collection_count as "newCollectionCount",
    i.picture_count as "pictureCount", i.has_file as "hasFile", floor(extract(epoch from i.applied_at) * 1000)::float8 as "appliedAt"
  from product_import i
  left join product_import_progress p on p.shop_id = i.shop_id and p.import_id = i.id and p.step = i.step`

const DETAILS = `i.problems, i.remarks, i.changes, (
      select coalesce(jsonb_agg(distinct s.site), '[]') from product_source s where s.shop_id = i.shop_id
    ) as "knownSites"`
const NO_DETAILS = ['problems', 'remarks', 'changes', 'knownSites']
  .map((name) => `'[]'::jsonb as "${name}"`)
  .join(', ')

export type ImportRow = Omit<StoredImport, 'createdAt' | 'appliedAt'> & {
  createdAt: number
  appliedAt: number | null
}

export const toStoredImport = (row: ImportRow): StoredImport => ({
  ...row,
  createdAt: new Date(row.createdAt),
  appliedAt: row.appliedAt === null ? null : new Date(row.appliedAt),
})
