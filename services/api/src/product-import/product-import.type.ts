import { Field as GraphqlField, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { DateTime } from '../kernel/date-time.type.ts'
import type { Language } from '../kernel/errors.ts'
import { FIELDS, type Field } from '../product-file/field.ts'
import { FORMATS, type Format } from '../product-file/formats.ts'
import { describeProblem } from '../product-file/problem-texts.ts'
import type { Problem } from '../product-file/problem.ts'
import { ProductImportChangeType } from './product-import-change.type.ts'
import {
  CONFLICT_REASONS,
  IMPORT_STATUSES,
  type Conflict,
  type ImportStatus,
  type StoredImport,
} from './stored-import.ts'

const toEnum = <T extends string>(values: readonly T[]) =>
  Object.fromEntries(values.map((value) => [value, value]))

/** GraphQL writes enum values in capitals: `option1Name` is `OPTION1_NAME`. */
export const FIELD_ENUM = Object.fromEntries(
  FIELDS.map((field) => [field.replaceAll(/[A-Z]/g, '_$&').toUpperCase(), field]),
)
export const ProductFileFormat = toEnum(FORMATS)
const ProductImportStatus = toEnum(IMPORT_STATUSES)

registerEnumType(ProductFileFormat, {
  name: 'ProductFileFormat',
  description: 'The program that a product file comes from; PLAIN is the format of this product.',
})
registerEnumType(FIELD_ENUM, {
  name: 'ProductFileField',
  description: 'What a column of a product file can hold.',
})
const ProductImportConflictReason = toEnum(CONFLICT_REASONS)
registerEnumType(ProductImportStatus, {
  name: 'ProductImportStatus',
  valuesConfig: { UPLOADING: { description: 'The pieces of an archive are still to come.' } },
})
registerEnumType(ProductImportConflictReason, {
  name: 'ProductImportConflictReason',
  description: 'Why undoing left a product as it is.',
  valuesConfig: {
    CHANGED: { description: 'Somebody has changed it since.' },
    DELETED: { description: 'Somebody has deleted it since.' },
    SKU_TAKEN: { description: 'Another product has one of its earlier SKUs now.' },
  },
})

@ObjectType('ProductImportColumn', { simpleResolvers: true })
export class ProductImportColumnType {
  @GraphqlField(() => String)
  header!: string

  @GraphqlField(() => [String], { description: 'The first values that are not empty, shortened.' })
  examples!: string[]

  @GraphqlField(() => FIELD_ENUM, { nullable: true, description: 'Null: the column is not imported.' })
  field!: Field | null
}

@ObjectType('ProductImportProblem', { simpleResolvers: true })
export class ProductImportProblemType {
  @GraphqlField(() => String)
  code!: string

  @GraphqlField(() => String, {
    description: 'What is wrong and what to do, in the language of the request.',
  })
  message!: string

  @GraphqlField(() => Int, {
    nullable: true,
    description: 'As a spreadsheet counts: the header is row 1. Null when the whole file is meant.',
  })
  row!: number | null

  @GraphqlField(() => String, {
    nullable: true,
    description: 'The header of the column; null when the whole row is meant.',
  })
  column!: string | null

  @GraphqlField(() => String, {
    nullable: true,
    description: 'What the cell contains, shortened, without card numbers.',
  })
  value!: string | null
}

@ObjectType('ProductImportConflict', { simpleResolvers: true })
export class ProductImportConflictType {
  @GraphqlField(() => String, { description: 'Of the product.' })
  name!: string

  @GraphqlField(() => ProductImportConflictReason)
  reason!: Conflict['reason']
}

@ObjectType('ProductImport', { simpleResolvers: true })
export class ProductImportType {
  @GraphqlField(() => ID)
  id!: string

  @GraphqlField(() => DateTime)
  createdAt!: Date

  @GraphqlField(() => String, { description: 'The member who uploaded the file.' })
  memberName!: string

  @GraphqlField(() => String)
  fileName!: string

  @GraphqlField(() => ProductFileFormat, {
    nullable: true,
    description: 'Null until the file has been read.',
  })
  format!: Format | null

  @GraphqlField(() => [ProductImportColumnType])
  columns!: ProductImportColumnType[]

  @GraphqlField(() => ProductImportStatus)
  status!: ImportStatus

  @GraphqlField(() => Int, { description: 'Of the present step, from 0 to 100.' })
  progress!: number

  @GraphqlField(() => Int)
  rowCount!: number

  @GraphqlField(() => Int, { description: 'Products that the import creates, or has created.' })
  createdCount!: number

  @GraphqlField(() => Int)
  changedCount!: number

  @GraphqlField(() => Int)
  unchangedCount!: number

  @GraphqlField(() => [ProductImportProblemType], {
    description: 'The first 500 problems by row. The list of imports leaves them out.',
  })
  problems!: ProductImportProblemType[]

  @GraphqlField(() => Int, { description: 'All problems. The file can be applied when there is none.' })
  problemCount!: number

  @GraphqlField(() => [ProductImportProblemType], {
    description:
      'What the member should know, and does not prevent the import: the first 500 by row. The list of imports leaves them out.',
  })
  remarks!: ProductImportProblemType[]

  @GraphqlField(() => Int)
  remarkCount!: number

  @GraphqlField(() => Int, { description: 'Collections that the import creates, or has created.' })
  newCollectionCount!: number

  @GraphqlField(() => Int, { description: 'Pictures that products get, or have got.' })
  pictureCount!: number

  @GraphqlField(() => Int, { description: 'Rows that are written, while the import is applied.' })
  rowsDone!: number

  @GraphqlField(() => Int, { description: 'Pictures that are stored, while the import is checked.' })
  picturesDone!: number

  @GraphqlField(() => Boolean, {
    description:
      'Whether the file is still there. It is deleted once it is applied, after a day, and at once when it contains the number of a card.',
  })
  hasFile!: boolean

  @GraphqlField(() => [ProductImportChangeType], {
    description:
      'The first 100 products of the shop that the import changes, or has changed. The list of imports leaves them out.',
  })
  changes!: ProductImportChangeType[]

  @GraphqlField(() => String, {
    nullable: true,
    description: 'The PrestaShop site that the file comes from, as it was named; null when nobody has told.',
  })
  site!: string | null

  @GraphqlField(() => [String], {
    description:
      'The PrestaShop sites that products of the shop come from. The list of imports leaves them out.',
  })
  knownSites!: string[]

  @GraphqlField(() => [ProductImportConflictType], {
    description: 'Products that undoing left as they are: the first 500.',
  })
  conflicts!: ProductImportConflictType[]

  @GraphqlField(() => DateTime, { nullable: true })
  appliedAt!: Date | null
}

@InputType('MapProductImportInput')
export class MapProductImportInputType {
  @GraphqlField(() => ID)
  id!: string

  @GraphqlField(() => ProductFileFormat)
  format!: Format

  @GraphqlField(() => [FIELD_ENUM], {
    nullable: 'items',
    description: 'What each column holds, in order; null for one that is not imported.',
  })
  fields!: (Field | null)[]

  @GraphqlField(() => String, {
    nullable: true,
    description:
      'The name of the PrestaShop site that the file comes from. It is needed when the number of a product may be that of another site.',
  })
  site?: string | null
}

export const toProductImport = (stored: StoredImport, language: Language): ProductImportType => ({
  ...stored,
  columns: stored.columns.map((column, index) => ({ ...column, field: stored.mapping?.[index] ?? null })),
  problems: stored.problems.map((problem) => toProblem(problem, language)),
  remarks: stored.remarks.map((remark) => toProblem(remark, language)),
})

const toProblem = (problem: Problem, language: Language): ProductImportProblemType => ({
  ...problem,
  message: describeProblem(problem, language),
})
