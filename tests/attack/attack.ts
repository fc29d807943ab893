/** One HTTP request of an attacker. */
export interface Attack {
  /** The kind of attack, by which answers are counted. */
  kind: string
  method: string
  path: string
  headers: Record<string, string>
  body: string | Buffer | undefined
}
