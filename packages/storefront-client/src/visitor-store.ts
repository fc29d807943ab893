/** Keeps the visitor id of one shop. On a server, each request of a buyer has a store of its own, over the buyer's cookie. */
export interface VisitorStore {
  get(): string | null
  set(id: string): void
}

/** Keeps the id as long as the store lives. */
export function memoryVisitor(first: string | null = null): VisitorStore {
  let id = first
  return { get: () => id, set: (next) => void (id = next) }
}

/** Keeps the id in the browser, and in memory where its storage is blocked. */
export function browserVisitor(shopKey: string): VisitorStore {
  const name = `triclic-visitor-${shopKey}`
  const fallback = memoryVisitor()
  return {
    get() {
      try {
        return localStorage.getItem(name) ?? fallback.get()
      } catch {
        return fallback.get()
      }
    },
    set(id) {
      fallback.set(id)
      try {
        localStorage.setItem(name, id)
      } catch {
        // Kept in memory.
      }
    },
  }
}
