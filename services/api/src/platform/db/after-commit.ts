import type { EntityManager } from './orm.ts'

type Task = () => Promise<void>
const tasks = new WeakMap<EntityManager, Task[]>()

/**
 * Runs `task` once the transaction of this entity manager has committed. Nobody waits for it, and a crash may prevent it: it may
 * only hasten what would happen anyway. It must not reject.
 */
export function afterCommit(em: EntityManager, task: Task): void {
  const waiting = tasks.get(em)
  if (waiting) waiting.push(task)
  else tasks.set(em, [task])
}

/** Starts the tasks of a transaction that has committed. */
export function startTasksAfterCommit(em: EntityManager): void {
  for (const task of tasks.get(em) ?? []) void task()
  tasks.delete(em)
}
