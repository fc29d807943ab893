import type { WorkerContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import type { Mapping } from '../product-file/field.ts'
import type { Format } from '../product-file/formats.ts'
import { ProblemList } from '../product-file/problem.ts'
import { readFile, type FileReading } from '../product-file/read-file.ts'
import { withArchive, type ImportArchive } from './import-archive.ts'
import type { ImportProgress } from './import-progress.ts'
import { findSite } from './find-site.ts'
import { loadKnownProducts } from './load-known-products.ts'
import { planImport, type ImportPlan } from './plan-import.ts'
import { taxAdderOf } from './prices-without-tax.ts'
import { storePictures } from './store-pictures.ts'

/** An import that the worker has something to do for. */
export interface ImportTask {
  id: string
  /** The CSV file; null when the archive contains it. */
  file: Buffer | null
  /** The size of the archive with pictures; null without one. */
  archiveBytes: number | null
  format: Format | null
  mapping: Mapping | null
  /** The PrestaShop site that the file comes from; null when the member has not told. */
  site: string | null
  status: 'CHECKING' | 'APPLYING' | 'UNDOING'
  /** The present step: what is written for another one has no effect. */
  step: string
  failureCount: number
  memberId: string
  memberName: string
}

export interface PlannedTask {
  reading: FileReading
  plan: ImportPlan
}

/**
 * Reads the file, stores the pictures that it names, and compares it with the shop of now.
 * @throws RetryLater when so many pictures are to be stored that other imports should have their turn in between
 */
export const planTask = (
  ctx: WorkerContext,
  task: ImportTask,
  progress: ImportProgress,
): Promise<PlannedTask> =>
  withArchive(ctx, task, async (archive) => {
    const reading = await readTask(ctx, task, archive)
    progress.set({ progress: 20 })
    const pictures = await storePictures(ctx, task, archive, reading, progress)
    const { site, known } = await inTransaction(ctx, async (tx) => {
      const found = await findSite(tx, task.site, reading)
      return { site: found, known: await loadKnownProducts(tx, reading, found.name) }
    })
    progress.set({ progress: 40 })
    const now = new Date()
    const { problems, remarks } = reading
    const context = { known, site, pictures, addTax: taxAdderOf(ctx.shop, now), now, problems, remarks }
    const plan = await planImport(reading.products, context)
    progress.set({ progress: 50 })
    return { reading, plan }
  })

async function readTask(ctx: WorkerContext, task: ImportTask, archive: ImportArchive): Promise<FileReading> {
  const file = task.file ?? archive.csv
  if (file && !archive.refused) return readFile(file, ctx.shop, task)
  const problems = new ProblemList()
  problems.add(archive.refused ?? 'ARCHIVE_WITHOUT_CSV', { row: null }, archive.limit)
  const table = { encoding: 'UTF-8' as const, separator: ',', header: [], rows: [] }
  return {
    table,
    format: task.format ?? 'PLAIN',
    mapping: [],
    products: [],
    problems,
    remarks: new ProblemList(),
  }
}
