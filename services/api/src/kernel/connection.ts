import { Field, Int, ObjectType, type ClassType } from 'type-graphql'
import { PageInfo, toPageInfo, type Page } from './page-info.type.ts'

interface ConnectionOf<Node> {
  nodes: Node[]
  pageInfo: PageInfo
  totalCount: number
}

/**
 * Defines the GraphQL connection type of a list: the nodes of a page, its position in the list, and the total count.
 */
export function defineConnection<Node extends object>(
  name: string,
  node: () => ClassType<Node>,
): ClassType<ConnectionOf<Node>> {
  class Connection {
    nodes!: Node[]
    pageInfo!: PageInfo
    totalCount!: number
  }
  Field(() => [node()], { description: 'Those of the page.' })(Connection.prototype, 'nodes')
  Field(() => PageInfo, { description: 'Where the page is in the list.' })(Connection.prototype, 'pageInfo')
  Field(() => Int, { description: 'Of the whole list, not only of this page.' })(
    Connection.prototype,
    'totalCount',
  )
  ObjectType(name, { description: 'A page of a list.' })(Connection)
  return Connection
}

export const toConnection = <Row, Node extends { id: string }>(
  page: Page & { rows: readonly Row[] },
  toNode: (row: Row) => Node,
): ConnectionOf<Node> => {
  const nodes = page.rows.map(toNode)
  return { nodes, totalCount: page.totalCount, pageInfo: toPageInfo(page, nodes) }
}
