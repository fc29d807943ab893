import { validate as isUuid } from 'uuid'
import type { InTransaction, MerchantContext } from '../../app/context.ts'
import { reject } from '../../kernel/errors.ts'
import { parseText } from '../../kernel/read-text.ts'

/** A filter of the order list that a member keeps under a name. */
export interface OrderView {
  id: string
  name: string
  /** The query of the list's page in the portal. */
  filter: string
  /** Whether all members of the shop see it. */
  isShared: boolean
}

export interface OrderViewInput {
  name: string
  filter: string
  isShared: boolean
}

const MAX_NAME_LENGTH = 60
const MAX_FILTER_LENGTH = 1000
/** Of one member, and of all that are shared. */
export const MAX_VIEWS = 30

/**
 * Reads what a member entered.
 * @throws OperationError REQUIRED, CARD_NUMBER_IN_TEXT, ORDER_VIEW_SHARING_NOT_ALLOWED; RequestError BAD_USER_INPUT for a text that is too long
 */
export function parseOrderView(
  { permissions }: Pick<MerchantContext, 'permissions'>,
  input: OrderViewInput,
): OrderViewInput {
  const name = parseText(input.name, 'name', MAX_NAME_LENGTH) ?? reject('REQUIRED', 'name')
  const filter = parseText(input.filter, 'filter', MAX_FILTER_LENGTH) ?? ''
  if (input.isShared && !permissions.has('order_view.share'))
    return reject('ORDER_VIEW_SHARING_NOT_ALLOWED', 'isShared')
  return { name, filter, isShared: input.isShared }
}

/**
 * Locks a view that the member may change: an own one, or with the permission order_view.share a shared one.
 * @throws OperationError NOT_FOUND, ORDER_VIEW_SHARING_NOT_ALLOWED
 */
export async function lockOrderView(tx: InTransaction<MerchantContext>, id: string): Promise<OrderView> {
  if (!isUuid(id)) return reject('NOT_FOUND', 'id')
  const [view] = await tx.em.execute<OrderView[]>(`${SELECT_VIEWS} and id = ? for update`, [
    tx.shop.id,
    tx.member.id,
    id,
  ])
  if (!view) return reject('NOT_FOUND', 'id')
  if (view.isShared && !tx.permissions.has('order_view.share'))
    return reject('ORDER_VIEW_SHARING_NOT_ALLOWED', 'id')
  return view
}

/**
 * Makes room for one more view.
 * @throws OperationError TOO_MANY_ORDER_VIEWS
 */
export async function requireRoomForView(
  { em, shop, member }: InTransaction<MerchantContext>,
  isShared: boolean,
): Promise<void> {
  const [row] = await em.execute<{ count: number }[]>(
    'select count(*)::integer as count from order_view where shop_id = ? and member_id is not distinct from ?',
    [shop.id, isShared ? null : member.id],
  )
  if ((row?.count ?? 0) >= MAX_VIEWS) reject('TOO_MANY_ORDER_VIEWS')
}

/** Those that a member sees. */
export const SELECT_VIEWS = `select id, name, filter, member_id is null as "isShared" from order_view
  where shop_id = ? and (member_id is null or member_id = ?)`
