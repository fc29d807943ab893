import { Field, ObjectType } from 'type-graphql'
import { encodeCursor } from './cursor.ts'

@ObjectType({ simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean)
  hasNextPage!: boolean

  @Field(() => Boolean)
  hasPreviousPage!: boolean

  @Field(() => String, { nullable: true })
  startCursor?: string | null

  @Field(() => String, { nullable: true })
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
