import { Field as GraphqlField, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { DateTime } from '../kernel/date-time.type.ts'
import type { Language } from '../kernel/errors.ts'
import type { Field } from '../product-file/field.ts'
import type { Format } from '../product-file/formats.ts'
import { describeProblem } from '../product-file/problem-texts.ts'
import type { Problem } from '../product-file/problem.ts'
import { FIELD_ENUM, ProductFileFormat, toEnum } from './product-file.type.ts'
import { ProductImportChangeType } from './product-import-change.type.ts'
import {
  CONFLICT_REASONS,
  IMPORT_STATUSES,
  type Conflict,
  type ImportStatus,
  type StoredImport,
} from './stored-import.ts'

const ProductImportStatus = toEnum(IMPORT_STATUSES)
const ProductImportConflictReason = toEnum(CONFLICT_REASONS)
registerEnumType(ProductImportStatus, {
  name: 'ProductImportStatus',
  valuesConfig: {
    UPLOADING: { description: 'The pieces of an archive are still to come.' },
    APPLIED: { description: 'All of it is in the shop; it can be undone for 30 days.' },
    APPLYING: { description: 'A worker writes it into the shop.' },
    CHECKED: { description: 'It can be applied if it has no problems, or be read in another way.' },
    CHECKING: { description: 'A worker reads it.' },
    FAILED: {
      description:
        'It could not be read or applied because of a fault of the platform; the shop is as it was.',
    },
    UNDOING: { description: 'A worker takes it back.' },
    UNDONE: { description: 'It was taken back, except `conflicts`.' },
  },
  description: 'How far an import is. Only CHECKED, APPLIED, UNDONE and FAILED wait for a member.',
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

@ObjectType('ProductImportColumn', {
  simpleResolvers: true,
  description: 'A column of the file, and what it is taken for.',
})
export class ProductImportColumnType {
  @GraphqlField(() => String, { description: 'As the file has it.' })
  header!: string

  @GraphqlField(() => [String], { description: 'The first values that are not empty, shortened.' })
  examples!: string[]

  @GraphqlField(() => FIELD_ENUM, { nullable: true, description: 'Null: the column is not imported.' })
  field!: Field | null
}

@ObjectType('ProductImportProblem', {
  simpleResolvers: true,
  description: 'Something in the file that is wrong, or that the member should know.',
})
export class ProductImportProblemType {
  @GraphqlField(() => String, { description: 'For programs, such as PRICE_MISSING. More may be added.' })
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

@ObjectType('ProductImportConflict', {
  simpleResolvers: true,
  description: 'A product that undoing left as it is.',
})
export class ProductImportConflictType {
  @GraphqlField(() => String, { description: 'Of the product.' })
  name!: string

  @GraphqlField(() => ProductImportConflictReason, { description: 'Why.' })
  reason!: Conflict['reason']
}

@ObjectType('ProductImport', {
  simpleResolvers: true,
  description: 'A file of products that a member uploaded, and what becomes of it.',
})
export class ProductImportType {
  @GraphqlField(() => ID, { description: 'Never changes.' })
  id!: string

  @GraphqlField(() => DateTime, { description: 'When it was uploaded.' })
  createdAt!: Date

  @GraphqlField(() => String, { description: 'The member who uploaded the file.' })
  memberName!: string

  @GraphqlField(() => String, { description: 'As the browser named it.' })
  fileName!: string

  @GraphqlField(() => ProductFileFormat, {
    nullable: true,
    description: 'Null until the file has been read.',
  })
  format!: Format | null

  @GraphqlField(() => [ProductImportColumnType], {
    description: 'Those of the file, in order; empty until it has been read.',
  })
  columns!: ProductImportColumnType[]

  @GraphqlField(() => ProductImportStatus, { description: 'How far it is.' })
  status!: ImportStatus

  @GraphqlField(() => Int, { description: 'Of the present step, from 0 to 100.' })
  progress!: number

  @GraphqlField(() => Int, { description: 'Without the header; 0 until the file has been read.' })
  rowCount!: number

  @GraphqlField(() => Int, { description: 'Products that the import creates, or has created.' })
  createdCount!: number

  @GraphqlField(() => Int, { description: 'Products of the shop that the import changes, or has changed.' })
  changedCount!: number

  @GraphqlField(() => Int, { description: 'Products that are in the shop as the file has them.' })
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

  @GraphqlField(() => Int, { description: 'All remarks, also those that are not listed.' })
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

  @GraphqlField(() => DateTime, { nullable: true, description: 'When it was last applied; null before.' })
  appliedAt!: Date | null
}

@InputType('MapProductImportInput', { description: 'How a file is to be read.' })
export class MapProductImportInputType {
  @GraphqlField(() => ID, {
    description: '`ProductImport.id`: IMPORT_NOT_READY while it is applied, or once it was.',
  })
  id!: string

  @GraphqlField(() => ProductFileFormat, { description: 'The program that the file comes from.' })
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
