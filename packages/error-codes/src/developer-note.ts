/** What a developer of a frontend, or of a program of a merchant, wants to know about a code: why it is answered, and what to do about it. */
export interface DeveloperNote {
  cause: string
  remedy: string
}
