import { Field, ObjectType } from 'type-graphql'
import { encodeCursor } from './cursor.ts'

@ObjectType({ simpleResolvers: true, description: 'Where a page is in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more follows.' })
  hasNextPage!: boolean

  @Field(() => Boolean, { description: 'Whether something comes before.' })
  hasPreviousPage!: boolean

  @Field(() => String, { nullable: true, description: 'Of the first item; null for an empty page.' })
  startCursor?: string | null

  @Field(() => String, { nullable: true, description: 'For `after`; null for an empty page.' })
  endCursor?: string | null
}

/** The position of a page in its list, without its rows. */
export interface Page {
  totalCount: number
  hasNextPage: boolean
  hasPreviousPage: boolean
}

/** `PageInfo` of a page with these rows, whose ids become its cursors. */
export const toPageInfo = (page: Page, rows: readonly { id: string }[]): PageInfo => {
  const [first, last] = [rows[0], rows.at(-1)]
  return {
    hasNextPage: page.hasNextPage,
    hasPreviousPage: page.hasPreviousPage,
    startCursor: first ? encodeCursor(first) : null,
    endCursor: last ? encodeCursor(last) : null,
  }
}
