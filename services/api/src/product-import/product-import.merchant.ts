import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../kernel/payload.ts'
import { applyProductImport } from './apply-product-import.ts'
import { findImport, listImports } from './find-import.ts'
import { mapProductImport } from './map-product-import.ts'
import { MapProductImportInputType, ProductImportType, toProductImport } from './product-import.type.ts'
import type { StoredImport } from './stored-import.ts'
import { undoProductImport } from './undo-product-import.ts'

const fields = {
  productImport: {
    type: () => ProductImportType,
    description: 'As it is now. A worker does the rest: ask for it again. Null if nothing was begun.',
  },
}
const MapProductImportPayload = merchantPayload('MapProductImportPayload', fields)
const ApplyProductImportPayload = merchantPayload('ApplyProductImportPayload', fields)
const UndoProductImportPayload = merchantPayload('UndoProductImportPayload', fields)

const toResult = async ({ language }: MerchantContext, stored: Promise<StoredImport>) => ({
  productImport: toProductImport(await stored, language),
})

@Resolver()
export class ProductImportResolver {
  @Query(() => ProductImportType, {
    nullable: true,
    description: 'An import of the shop; null if there is none, or it was deleted.',
  })
  @EntryPoint({ access: 'product.import', rateLimit: 'member' })
  async productImport(
    @Ctx() ctx: MerchantContext,
    @Arg('id', () => ID, { description: '`ProductImport.id`.' }) id: string,
  ): Promise<ProductImportType | null> {
    const stored = await findImport(ctx, id)
    return stored && toProductImport(stored, ctx.language)
  }

  @Query(() => [ProductImportType], {
    description: 'The newest 20. An import is kept for 30 days, or for one if it was not applied.',
  })
  @EntryPoint({ access: 'product.import', rateLimit: 'member' })
  async productImports(@Ctx() ctx: MerchantContext): Promise<ProductImportType[]> {
    return (await listImports(ctx)).map((stored) => toProductImport(stored, ctx.language))
  }

  @Mutation(() => MapProductImportPayload, {
    description: 'Checks the file again with another format and other columns.',
  })
  @EntryPoint({ access: 'product.import', rateLimit: 'member' })
  mapProductImport(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => MapProductImportInputType, { description: 'Which file, and how it is to be read.' })
    input: MapProductImportInputType,
  ) {
    return toPayload(ctx, MapProductImportPayload, () => toResult(ctx, mapProductImport(ctx, input)))
  }

  @Mutation(() => ApplyProductImportPayload, {
    description: 'Begins to apply a file without problems: all of it, or nothing.',
  })
  @EntryPoint({ access: 'product.import', rateLimit: 'member' })
  applyProductImport(
    @Ctx() ctx: MerchantContext,
    @Arg('id', () => ID, {
      description:
        '`ProductImport.id`: IMPORT_NOT_READY unless it is CHECKED and has no problems; IMPORT_NEEDS_STOCK_PERMISSION if the file changes stock and the member may not.',
    })
    id: string,
  ) {
    return toPayload(ctx, ApplyProductImportPayload, () => toResult(ctx, applyProductImport(ctx, id)))
  }

  @Mutation(() => UndoProductImportPayload, {
    description: 'Begins to undo an applied import, within 30 days.',
  })
  @EntryPoint({ access: 'product.import', rateLimit: 'member' })
  undoProductImport(
    @Ctx() ctx: MerchantContext,
    @Arg('id', () => ID, {
      description:
        '`ProductImport.id`: IMPORT_NOT_READY unless it is APPLIED; IMPORT_NEEDS_STOCK_PERMISSION as for applying.',
    })
    id: string,
  ) {
    return toPayload(ctx, UndoProductImportPayload, () => toResult(ctx, undoProductImport(ctx, id)))
  }
}
