import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { layoutFields } from '../member/member.documents.ts'

export const productImportsQuery = graphql(
  `
    query ProductImports {
      ...LayoutFields
      productImports {
        id
        createdAt
        memberName
        fileName
        status
        createdCount
        changedCount
        problemCount
      }
    }
  `,
  [layoutFields],
)

export const productImportQuery = graphql(
  `
    query ProductImport($id: ID!) {
      ...LayoutFields
      productImport(id: $id) {
        id
        createdAt
        memberName
        fileName
        format
        status
        progress
        rowCount
        createdCount
        changedCount
        unchangedCount
        problemCount
        remarkCount
        newCollectionCount
        pictureCount
        rowsDone
        picturesDone
        hasFile
        site
        knownSites
        changes {
          name
          newName
          matchedBy
        }
        conflicts {
          name
          reason
        }
        columns {
          header
          examples
          field
        }
        problems {
          message
          row
          column
          value
        }
        remarks {
          message
          row
          column
          value
        }
      }
    }
  `,
  [layoutFields],
)

export type ProductImport = NonNullable<ResultOf<typeof productImportQuery>['productImport']>
export type ImportStatus = ProductImport['status']
export type ImportField = NonNullable<ProductImport['columns'][number]['field']>
export type ConflictReason = ProductImport['conflicts'][number]['reason']
export type ImportMatch = ProductImport['changes'][number]['matchedBy']
export type FileFormat = NonNullable<ProductImport['format']>
