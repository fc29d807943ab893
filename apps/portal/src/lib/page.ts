/** A page of one of the API's lists. */
export interface Page<Node> {
  nodes: Node[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
  totalCount: number
}
