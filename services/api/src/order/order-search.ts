import type { EntityManager } from '../platform/db/orm.ts'
import { all, sql, type Sql } from '../platform/db/sql.ts'

/** What a member searches for: each of the words must begin a word of the order, or `whole` must. */
export interface OrderSearch {
  shopId: string
  /** Folded, the rarest first; empty when nothing can be found. */
  words: string[]
  /** All that was typed without spaces and punctuation: a code, a telephone number, a reference. */
  whole: string
  /** Otherwise the words that tell who the buyer is are not searched. */
  mayReadBuyers: boolean
}

const MAX_SEARCH_LENGTH = 200
const MAX_WORDS = 8
/** Beyond this, the exact frequency of a word no longer matters. */
const MAX_FREQUENCY = 500
const HIGHEST_CHARACTER = '\u{10FFFF}'

/** Reads what was typed; nothing is found for a search without a letter or digit. */
export async function readOrderSearch(
  em: EntityManager,
  typed: string,
  scope: Pick<OrderSearch, 'shopId' | 'mayReadBuyers'>,
): Promise<OrderSearch> {
  const frequency = sql`select count(*) from (
    select from order_search s where s.shop_id = ${scope.shopId} and s.token >= w.word and s.token < w.word || ${HIGHEST_CHARACTER}
      ${scope.mayReadBuyers ? sql`` : sql`and not s.of_buyer`}
    limit ${MAX_FREQUENCY}) same`
  const { text, params } = sql`
    select q.whole, array_agg(w.word order by (${frequency})) as words
    from search_query(${typed.slice(0, MAX_SEARCH_LENGTH)}) q cross join unnest(q.words) w (word) group by q.whole`
  const [query] = await em.execute<{ words: string[]; whole: string | null }[]>(text, [...params])
  if (!query?.whole) return { ...scope, words: [], whole: '' }
  return { ...scope, words: query.words.slice(0, MAX_WORDS), whole: query.whole }
}

/**
 * The CTE `found (order_id)`. Of the orders with the rarest word, and of those with the whole, at most `limit` are read;
 * `is_cut` of the CTE `reading` says whether there may be more.
 */
export function findOrdersBySearch(search: OrderSearch, limit: number): Sql {
  const [first = '', ...others] = search.words
  const isOneWord = others.length === 0 && first === search.whole
  const nothing = sql`select null::uuid as order_id where false`
  const select = (word: string): Sql =>
    sql`select s.order_id from order_search s where s.shop_id = ${search.shopId} and ${beginsWith(word, search)} limit ${limit}`
  return sql`
    with with_word as materialized (${first ? select(first) : nothing}),
      with_whole as materialized (${isOneWord ? nothing : select(search.whole)}),
      reading as (
        select greatest((select count(*) from with_word), (select count(*) from with_whole)) = ${limit}::int as is_cut
      ),
      found as materialized (
        select w.order_id from with_word w where ${all(others.map((word) => hasWord(sql`w.order_id`, word, search)))}
        union select order_id from with_whole
      )`
}

/** Whether the order `t` is found: the same as findOrdersBySearch, for walking through orders instead. */
export function isFound(search: OrderSearch): Sql {
  const id = sql`t.id`
  const hasWords = all(search.words.map((word) => hasWord(id, word, search)))
  return sql`((${hasWords}) or ${hasWord(id, search.whole, search)})`
}

/** `offset 0` makes it one index lookup per order, whatever the statistics say. */
const hasWord = (orderId: Sql, word: string, search: OrderSearch): Sql =>
  sql`exists (select from order_search s where s.shop_id = ${search.shopId} and s.order_id = ${orderId}
    and ${beginsWith(word, search)} offset 0)`

function beginsWith(word: string, { mayReadBuyers }: OrderSearch): Sql {
  const range = sql`s.token >= ${word} and s.token < ${word + HIGHEST_CHARACTER}`
  return mayReadBuyers ? range : sql`${range} and not s.of_buyer`
}
