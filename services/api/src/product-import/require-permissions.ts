import type { MerchantContext } from '../app/context.ts'
import { RequestError, reject } from '../kernel/errors.ts'
import type { StoredImport } from './stored-import.ts'

/**
 * An import changes products: who may import may do no more by it than in the form.
 * @throws RequestError FORBIDDEN
 */
export function requireProductWrite<C extends Pick<MerchantContext, 'permissions'>>(ctx: C): C {
  if (ctx.permissions.has('product.write')) return ctx
  throw new RequestError('FORBIDDEN', 'You do not have permission to change products in this shop.')
}

/**
 * A file with a column of stock changes stock, and so does undoing it.
 * @throws OperationError IMPORT_NEEDS_STOCK_PERMISSION
 */
export function requireStockWrite({ permissions }: MerchantContext, { mapping }: StoredImport): void {
  if (mapping?.includes('stock') && !permissions.has('stock.write'))
    reject('IMPORT_NEEDS_STOCK_PERMISSION', 'id')
}
