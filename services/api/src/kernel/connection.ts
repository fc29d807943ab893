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
  Field(() => [node()])(Connection.prototype, 'nodes')
  Field(() => PageInfo)(Connection.prototype, 'pageInfo')
  Field(() => Int)(Connection.prototype, 'totalCount')
  ObjectType(name)(Connection)
  return Connection
}

export const toConnection = <Row, Node extends { id: string }>(
  page: Page & { rows: readonly Row[] },
  toNode: (row: Row) => Node,
): ConnectionOf<Node> => {
  const nodes = page.rows.map(toNode)
  return { nodes, totalCount: page.totalCount, pageInfo: toPageInfo(page, nodes) }
}
