import type { WorkerContext } from '../app/context.ts'
import { executeInShop } from '../platform/db/orm.ts'
import type { ImportTask } from './import-task.ts'

interface Values {
  /** Of the step, in percent. */
  progress: number
  rowsDone: number
  picturesDone: number
}

const INTERVAL_MS = 300

/**
 * Shows members how far a step is. It writes on a connection of its own, so that the progress of a transaction is seen before it commits, and from a
 * timer that began before it: the transaction only counts.
 */
export class ImportProgress {
  readonly #ctx: WorkerContext
  readonly #task: ImportTask
  readonly #timer: NodeJS.Timeout
  #values: Values = { progress: 0, rowsDone: 0, picturesDone: 0 }
  #writing: Promise<unknown> = Promise.resolve()
  #isChanged = false

  private constructor(ctx: WorkerContext, task: ImportTask) {
    this.#ctx = ctx
    this.#task = task
    this.#timer = setInterval(() => void this.#write(), INTERVAL_MS)
  }

  /** @param work counts what it does; when it ends, nothing more is written */
  static async during<T>(
    ctx: WorkerContext,
    task: ImportTask,
    work: (progress: ImportProgress) => Promise<T>,
  ): Promise<T> {
    const progress = new ImportProgress(ctx, task)
    // The row is there before a transaction locks the import, which a new row refers to.
    progress.#isChanged = true
    await progress.#write()
    try {
      return await work(progress)
    } finally {
      clearInterval(progress.#timer)
      await progress.#writing
    }
  }

  set(values: Partial<Values>): void {
    this.#values = { ...this.#values, ...values }
    this.#isChanged = true
  }

  #write(): Promise<unknown> {
    if (!this.#isChanged) return this.#writing
    this.#isChanged = false
    const { progress, rowsDone, picturesDone } = this.#values
    const { app, shop } = this.#ctx
    const params = [progress, rowsDone, picturesDone, shop.id, this.#task.id, this.#task.step]
    this.#writing = this.#writing
      .then(() => executeInShop(app.orm, shop.id, WRITE, params))
      .catch((error: unknown) => app.log.debug({ err: error }, 'The progress of an import was not written'))
    return this.#writing
  }
}

const WRITE = `
  insert into product_import_progress as p (shop_id, import_id, step, progress, rows_done, pictures_done)
  select i.shop_id, i.id, i.step, ?::integer, ?::integer, ?::integer from product_import i where i.shop_id = ? and i.id = ? and i.step = ?
  on conflict (shop_id, import_id) do update set step = excluded.step, progress = excluded.progress, rows_done = excluded.rows_done,
    pictures_done = excluded.pictures_done
  where (p.step, p.progress, p.rows_done, p.pictures_done) is distinct from (excluded.step, excluded.progress, excluded.rows_done, excluded.pictures_done)`
